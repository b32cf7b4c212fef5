package com.jkboat.notify;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One line of the story of a subject: what happened when, to which notification, by whose hand.
 *
 * @param at when it happened
 * @param eventId the event it belongs to
 * @param notificationId the notification it happened to; empty when it is about the event itself
 * @param what one word for it, such as {@code published}, {@code attempt}, {@code sent}, {@code superseded}
 * @param actor who did it: {@code notify}, a provider's name, or the operator who asked for it
 * @param detail for people; without personal data
 * @since 0.1
 */
public record TimelineEntry(
        Instant at, UUID eventId, Optional<UUID> notificationId, String what, String actor, String detail) {

    public TimelineEntry {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(eventId, "eventId");
    }
}
