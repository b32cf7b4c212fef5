package com.jkboat.notify.core.internal.publish;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.event.EventSchema;
import org.junit.jupiter.api.Test;

class EventShapeTest {

    @Test
    void takesASchemaThatNamesItsOwnDraft() {
        assertThatNoException().isThrownBy(() -> EventShape.of(schema("""
                {"$schema": "https://json-schema.org/draft/2020-12/schema",
                 "properties": {"id": {"type": "string", "x-notify-subject": "booking"}}}""")));
    }

    @Test
    void refusesAMisspeltKeyword() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() ->
                        EventShape.of(schema("{\"properties\": {\"mail\": {\"x-notify-recipent\": \"customer\"}}}")))
                .withMessageContaining("NTF-006")
                .withMessageContaining("x-notify-recipent at mail must be one of")
                .withMessageContaining("x-notify-recipient");
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> EventShape.of(schema("{")))
                .withMessageContaining("NTF-006");
    }

    private static EventSchema schema(String json) {
        return new EventSchema("test.happened", json);
    }
}
