package com.jkboat.notify;

import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.template.TemplateId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One message owed to one recipient because of one event, as the audit record tells it.
 *
 * <p>A snapshot: it does not change when the record does. {@link #toString()} prints no personal data.
 *
 * @param id deterministic, see {@link NotificationId}
 * @param origin the event it is owed for
 * @param route what kind of message it is, such as {@code booking-confirmation}; the e-mail type of the query API
 * @param role whom it addresses, such as {@code customer}
 * @param recipient where it goes; empty after the customer was erased
 * @param status where it stands
 * @param reason why it stands there, for people; without personal data
 * @param progress what was tried so far
 * @param template what it was rendered with; empty before it was rendered
 * @param resendOf the notification it repeats by hand; empty for all others
 * @since 0.1
 */
public record Notification(
        UUID id,
        Origin origin,
        String route,
        String role,
        Optional<EmailAddress> recipient,
        NotificationStatus status,
        Optional<String> reason,
        Progress progress,
        Optional<TemplateId> template,
        Optional<UUID> resendOf) {

    public Notification {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(status, "status");
    }

    /**
     * The event behind a notification, as far as its record needs to know.
     *
     * @param eventId the event
     * @param eventType such as {@code booking.created}
     * @param subject what the event is about, such as {@code booking/BK123456}
     * @param customer whose personal data it holds, such as {@code CUST789}
     * @param occurredAt the event's own timestamp
     * @param correlationId as given with the event
     * @since 0.1
     */
    public record Origin(
            UUID eventId,
            String eventType,
            Optional<String> subject,
            Optional<String> customer,
            Instant occurredAt,
            Optional<String> correlationId) {}

    /**
     * What was tried for a notification so far.
     *
     * @param attempts how often it was handed to a provider, or failed on the way there
     * @param createdAt when it was first on record
     * @param updatedAt when its record last changed
     * @param scheduledFor when it is due; empty when at once
     * @param sentAt when a provider accepted it
     * @param provider who accepted it, or was tried last
     * @param providerMessageId the provider's own name for it
     * @since 0.1
     */
    public record Progress(
            int attempts,
            Instant createdAt,
            Instant updatedAt,
            Optional<Instant> scheduledFor,
            Optional<Instant> sentAt,
            Optional<String> provider,
            Optional<String> providerMessageId) {}

    @Override
    public String toString() {
        return "Notification[" + id + ", " + route + ", " + status.word() + "]";
    }
}
