package com.jkboat.notify;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened in the application and that people may have to hear about.
 *
 * <p>Immutable; the payload is copied deeply and holds only what JSON can say: maps with string keys, lists, strings,
 * numbers of at most 100 digits, booleans and null, at most 64 levels deep. Numbers are compared by the fingerprint as decimal numbers, so {@code 240.0} and
 * {@code 240.00} are the same content. {@link #toString()} leaves the payload out.
 *
 * @param id makes the event one and the same however often it is published
 * @param type such as {@code booking.created}; decides schema and routes
 * @param timestamp when it happened; cut to milliseconds
 * @param payload what the schema of the type asks for, and anything more the templates may use
 * @param correlationId follows the event through queue, log lines, audit record and message headers; at most 200
 *     characters without control characters
 * @since 0.1
 */
public record Event(
        UUID id, String type, Instant timestamp, Map<String, Object> payload, Optional<String> correlationId) {

    private static final int MAX_CORRELATION_ID = 200;

    public Event {
        Objects.requireNonNull(id, "id");
        if (type.isBlank()) {
            throw new IllegalArgumentException("type must not be blank");
        }
        timestamp = timestamp.truncatedTo(ChronoUnit.MILLIS);
        payload = JsonValues.copyOf(payload);
        correlationId.ifPresent(Event::checkCorrelationId);
    }

    /**
     * Makes an event that happened now, under a new random id.
     *
     * <p>To publish safely from code that may run twice, keep the event (or give it an id of your own with
     * {@link #withId}) and publish the same one again.
     *
     * @throws IllegalArgumentException if the payload holds something JSON has no word for; the message names its path
     * @since 0.1
     */
    public static Event of(String type, Map<String, ?> payload) {
        return new Event(UUID.randomUUID(), type, Instant.now(), JsonValues.copyOf(payload), Optional.empty());
    }

    /** Returns the same event under another id, such as one derived from the booking's own change number. */
    public Event withId(UUID otherId) {
        return new Event(otherId, type, timestamp, payload, correlationId);
    }

    /** Returns the same event at another time. */
    public Event withTimestamp(Instant time) {
        return new Event(id, type, time, payload, correlationId);
    }

    /** Returns the same event with a correlation id. */
    public Event withCorrelationId(String correlation) {
        return new Event(id, type, timestamp, payload, Optional.of(correlation));
    }

    /** Returns a text field of the payload's top level, empty when absent or not a text. */
    public Optional<String> text(String field) {
        return payload.get(field) instanceof String value ? Optional.of(value) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Event[" + type + " " + id + " at " + timestamp + "]";
    }

    private static void checkCorrelationId(String value) {
        boolean clean = value.chars().noneMatch(Character::isISOControl);
        if (value.isBlank() || value.length() > MAX_CORRELATION_ID || !clean) {
            throw new IllegalArgumentException(
                    "correlationId must be 1-" + MAX_CORRELATION_ID + " characters without control characters");
        }
    }
}
