package com.jkboat.notify.audit;

import com.jkboat.notify.NotificationStatus;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Moves a notification without an attempt: its dead letter was buried, a doubt was settled, an operator acted.
 *
 * @param notificationId the notification, which is on record
 * @param status where it stands now
 * @param actor who did it: {@code notify}, a provider's name, or an operator
 * @param reason why; without personal data
 * @param at when
 * @since 0.1
 */
public record StatusChange(UUID notificationId, NotificationStatus status, String actor, String reason, Instant at) {

    public StatusChange {
        Objects.requireNonNull(notificationId, "notificationId");
        Objects.requireNonNull(status, "status");
    }
}
