package com.jkboat.notify.audit;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.NotificationStatus;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * How one attempt ended, and where the notification stands after it.
 *
 * @param notificationId the notification, which is on record
 * @param attempt the attempt; a number already on record is replaced
 * @param status where the notification stands now
 * @param reason why, for people; without personal data
 * @since 0.1
 */
public record AttemptRecord(UUID notificationId, Attempt attempt, NotificationStatus status, Optional<String> reason) {

    public AttemptRecord {
        Objects.requireNonNull(notificationId, "notificationId");
        Objects.requireNonNull(attempt, "attempt");
        Objects.requireNonNull(status, "status");
    }
}
