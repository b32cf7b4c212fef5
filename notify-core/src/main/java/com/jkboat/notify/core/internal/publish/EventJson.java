package com.jkboat.notify.core.internal.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.jkboat.notify.Event;
import com.jkboat.notify.EventRefusedException;
import com.jkboat.notify.event.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The wire format of events: {@code eventType, eventId, timestamp, payload} and perhaps {@code correlationId}. */
public final class EventJson {

    /** Larger events are refused; a booking is a few kilobytes. */
    public static final int MAX_BYTES = 1024 * 1024;

    /** Decimal numbers stay as written, a name that comes twice is a fault, and depth and length are bounded. */
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(80) // a little more than an event may have, so that it names the place
                        .maxStringLength(MAX_BYTES)
                        .maxNumberLength(200)
                        .build());
    }

    private EventJson() {}

    /**
     * Reads one event.
     *
     * @throws EventRefusedException if it is not JSON, or not an event; every fault of the envelope is named
     */
    public static Event read(byte[] json) {
        if (json.length > MAX_BYTES) {
            throw refused("?", tooLarge(json.length));
        }
        try {
            return read(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw refused("?", new Fault("$", "must be JSON, but " + where(e)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
    }

    /** Writes an event in its wire format, the payload's fields in their own order. */
    public static byte[] write(Event event) {
        var node = MAPPER.createObjectNode()
                .put("eventType", event.type())
                .put("eventId", event.id().toString())
                .put("timestamp", event.timestamp().toString());
        event.correlationId().ifPresent(id -> node.put("correlationId", id));
        node.set("payload", MAPPER.valueToTree(event.payload()));
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an event holds only what JSON can say", e);
        }
    }

    static Fault tooLarge(int bytes) {
        return new Fault("$", "must have at most " + MAX_BYTES + " bytes, but has " + bytes);
    }

    private static Event read(JsonNode node) {
        if (!node.isObject()) {
            throw refused("?", new Fault("$", "must be an object with eventType, eventId, timestamp and payload"));
        }
        Envelope envelope = new Envelope(node);
        return envelope.toEvent();
    }

    /** Jackson's own message may quote the content; place and kind of fault are enough. */
    private static String where(JsonProcessingException e) {
        var place = Optional.ofNullable(e.getLocation());
        String at = place.map(p -> " at line " + p.getLineNr() + ", column " + p.getColumnNr())
                .orElse("");
        return "is not" + at + " (" + e.getClass().getSimpleName() + ")";
    }

    private static EventRefusedException refused(String type, Fault fault) {
        return new EventRefusedException(type, List.of(fault));
    }

    /** Collects the envelope's faults before it gives up. */
    private static final class Envelope {

        private final JsonNode node;
        private final List<Fault> faults = new ArrayList<>();

        Envelope(JsonNode node) {
            this.node = node;
        }

        Event toEvent() {
            Optional<String> type = text("eventType", "such as booking.created", true);
            Optional<UUID> id = text("eventId", "a UUID", true).flatMap(this::uuid);
            Optional<Instant> time = text("timestamp", "ISO 8601 in UTC", true).flatMap(this::instant);
            Optional<String> correlation = text("correlationId", "a text", false);
            if (!node.path("payload").isObject()) {
                faults.add(new Fault("$.payload", "must be an object" + found(node.path("payload"))));
            }
            if (!faults.isEmpty()) {
                throw new EventRefusedException(type.orElse("?"), faults);
            }
            return build(type.orElseThrow(), id.orElseThrow(), time.orElseThrow(), correlation);
        }

        @SuppressWarnings("unchecked") // a JSON object is a map with text keys
        private Event build(String type, UUID id, Instant time, Optional<String> correlation) {
            try {
                Map<String, Object> payload = MAPPER.convertValue(node.path("payload"), Map.class);
                return new Event(id, type, time, payload, correlation);
            } catch (IllegalArgumentException e) {
                throw refused(type, new Fault("$", String.valueOf(e.getMessage())));
            }
        }

        private Optional<String> text(String field, String rule, boolean required) {
            JsonNode value = node.path(field);
            if (value.isTextual() && !value.textValue().isBlank()) {
                return Optional.of(value.textValue());
            }
            if (required || (!value.isMissingNode() && !value.isNull())) {
                faults.add(new Fault("$." + field, "must be " + rule + found(value)));
            }
            return Optional.empty();
        }

        private Optional<UUID> uuid(String text) {
            try {
                UUID id = UUID.fromString(text);
                if (id.toString().equalsIgnoreCase(text)) {
                    return Optional.of(id);
                }
            } catch (IllegalArgumentException e) {
                // told below, together with ids that UUID.fromString reads more generously than the standard does
            }
            faults.add(new Fault("$.eventId", "must be a UUID of 36 characters"));
            return Optional.empty();
        }

        private Optional<Instant> instant(String text) {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeParseException e) {
                faults.add(new Fault("$.timestamp", "must be ISO 8601 in UTC such as 2024-01-15T10:30:00Z"));
                return Optional.empty();
            }
        }

        private static String found(JsonNode value) {
            return value.isMissingNode()
                    ? ", but is missing"
                    : ", but was " + value.getNodeType().toString().toLowerCase(Locale.ROOT);
        }
    }
}
