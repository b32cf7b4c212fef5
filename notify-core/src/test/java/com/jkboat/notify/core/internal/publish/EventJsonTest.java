package com.jkboat.notify.core.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.Event;
import com.jkboat.notify.EventRefusedException;
import com.jkboat.notify.core.fake.Shop;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class EventJsonTest {

    private static final String ENVELOPE = """
            {"eventType": "order.placed", "eventId": "0b6c9d1e-6a57-4d0e-9d5c-0c1a5f1f6a8e",
             "timestamp": "2026-06-01T11:00:00Z", "payload": %s}""";

    private static Event read(String payload) {
        return EventJson.read(ENVELOPE.formatted(payload).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsWhatItWrites() {
        Event event = Shop.order(Map.of(
                "amount",
                new BigDecimal("12345678901234567890.1234567890123456789"),
                "big",
                new BigInteger("9".repeat(100)),
                "list",
                List.of(1, 2.5, "ü😀\u0000", true, Map.of())));

        Event read = EventJson.read(EventJson.write(event));

        assertThat(Fingerprint.of(read)).isEqualTo(Fingerprint.of(event));
        assertThat(read.payload().get("amount")).isEqualTo(event.payload().get("amount"));
        assertThat(read.payload().get("big")).isEqualTo(event.payload().get("big"));
        assertThat(read.withCorrelationId("x").toString()).isEqualTo(event.toString());
    }

    @Test
    void keepsEveryDigitOfANumber() {
        Event event = read("{\"amount\": 0.10000000000000000000000001, \"price\": 240.00}");

        assertThat(event.payload())
                .containsEntry("amount", new BigDecimal("0.10000000000000000000000001"))
                .containsEntry("price", new BigDecimal("240.00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "-1E+2000", "1e401"})
    void refusesNumbersThatWouldFillTheMemory(String number) {
        assertThatThrownBy(() -> read("{\"amount\": " + number + "}"))
                .isInstanceOf(EventRefusedException.class)
                .hasMessageContaining("$.amount must have at most 100 digits");
        assertThatThrownBy(() -> Shop.order(Map.of("amount", new BigDecimal(number))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesANumberOfManyDigits() {
        assertThatThrownBy(() -> read("{\"amount\": " + "7".repeat(150) + "}"))
                .isInstanceOf(EventRefusedException.class);
        assertThatThrownBy(() -> read("{\"amount\": " + "7".repeat(100_000) + "}"))
                .isInstanceOf(EventRefusedException.class);
    }

    @Test
    void readsEverythingAnEventCanHoldHoweverDeep() {
        Map<String, Object> nested = Map.of("leaf", 1);
        for (int i = 0; i < 63; i++) {
            nested = Map.of("in", nested);
        }
        Event event = Shop.order(Map.of("deep", nested));

        assertThat(Fingerprint.of(EventJson.read(EventJson.write(event)))).isEqualTo(Fingerprint.of(event));
        Map<String, Object> deeper = Map.of("in", nested);
        assertThatThrownBy(() -> Shop.order(Map.of("deep", deeper))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {66, 100, 100_000})
    void refusesWhatIsNestedTooDeep(int levels) {
        assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(levels) + "]".repeat(levels) + "}"))
                .isInstanceOf(EventRefusedException.class);
    }

    @Test
    void refusesANameThatComesTwice() {
        assertThatThrownBy(() -> read("{\"email\": \"a@example.org\", \"email\": \"b@example.org\"}"))
                .isInstanceOf(EventRefusedException.class)
                .hasMessageContaining("line")
                .hasMessageNotContaining("example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "1", "{", "{} {}", "{\"a\": NaN}", "\uFEFF{}"})
    void refusesWhatIsNoEvent(String json) {
        assertThatThrownBy(() -> EventJson.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(EventRefusedException.class);
    }

    @Test
    void namesEveryFaultOfTheEnvelope() {
        assertThatThrownBy(() -> EventJson.read("""
                        {"eventId": "1-2-3-4-5", "timestamp": "yesterday", "payload": [], "correlationId": 7}""".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(EventRefusedException.class)
                .hasMessageContaining("$.eventType must be")
                .hasMessageContaining("$.eventId must be a UUID")
                .hasMessageContaining("$.timestamp must be ISO 8601")
                .hasMessageContaining("$.payload must be an object")
                .hasMessageContaining("$.correlationId must be a text");
    }

    @Test
    void refusesMoreThanAMebibyteBeforeItReads() {
        assertThatThrownBy(() -> EventJson.read(new byte[EventJson.MAX_BYTES + 1]))
                .isInstanceOf(EventRefusedException.class)
                .hasMessageContaining("at most");
    }
}
