package com.jkboat.notify.audit;

import com.jkboat.notify.Notification.Origin;
import java.util.Objects;

/**
 * An event as the audit store keeps it.
 *
 * @param origin what the record says about it
 * @param fingerprint a digest of type and payload, by which a repeated id with other content is found
 * @param content the event in its wire format; what a resend renders from; personal data
 * @since 0.1
 */
@SuppressWarnings("ArrayRecordComponent") // kept as it came; nobody changes it
public record AuditedEvent(Origin origin, String fingerprint, byte[] content) {

    public AuditedEvent {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(content, "content");
    }

    @Override
    public String toString() {
        return "AuditedEvent[" + origin.eventType() + " " + origin.eventId() + "]";
    }
}
