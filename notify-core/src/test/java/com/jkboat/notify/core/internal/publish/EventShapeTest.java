package com.jkboat.notify.core.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.Event;
import com.jkboat.notify.event.EventSchema;
import com.jkboat.notify.event.Fault;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"B\nK", "B\u0000K", "B\uD800K"})
    void refusesAnIdThatCannotBeLookedUp(String id) {
        EventShape shape = EventShape.of(schema("{\"properties\": {\"id\": {\"x-notify-subject\": \"booking\"}}}"));

        assertThat(shape.faults(Event.of("test.happened", Map.of("id", id))))
                .extracting(Fault::toString)
                .containsExactly("$.payload.id must not contain control characters");
        assertThat(shape.faults(Event.of("test.happened", Map.of("id", "x".repeat(201)))))
                .extracting(Fault::toString)
                .containsExactly("$.payload.id must have at most 200 characters");
        assertThat(shape.faults(Event.of("test.happened", Map.of("id", "x".repeat(200)))))
                .isEmpty();
    }

    private static EventSchema schema(String json) {
        return new EventSchema("test.happened", json);
    }
}
