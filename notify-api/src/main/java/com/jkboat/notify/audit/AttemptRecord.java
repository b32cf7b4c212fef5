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
 * @param claim the number by which {@link ClaimResult.Granted} answered the claim that the attempt was made under; told
 *     again, an attempt of the same claim and number is replaced
 * @param attempt the attempt, whose number is that of the claim or higher
 * @param status where the notification stands now
 * @param reason why, for people; without personal data
 * @since 0.1
 */
public record AttemptRecord(
        UUID notificationId, int claim, Attempt attempt, NotificationStatus status, Optional<String> reason) {

    public AttemptRecord {
        Objects.requireNonNull(notificationId, "notificationId");
        Objects.requireNonNull(attempt, "attempt");
        Objects.requireNonNull(status, "status");
        if (claim < 1 || claim > attempt.number()) {
            throw new IllegalArgumentException(
                    "claim must be 1 to the attempt's number " + attempt.number() + ", but was: " + claim);
        }
    }
}
