package com.jkboat.notify.core.memory;

import com.jkboat.notify.queue.DeadLetter;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.QueueMessage;
import java.time.Instant;

/** A message in the queue in memory, as it stands; guarded by the queue's lock. */
final class QueuedMessage {

    final QueueMessage message;
    final long number;
    private final Instant enqueuedAt;
    Instant availableAt;
    int deliveries;
    int failures;
    long token;

    QueuedMessage(QueueMessage message, long number, Instant now) {
        this.message = message;
        this.number = number;
        this.enqueuedAt = now;
        this.availableAt = message.notBefore().filter(now::isBefore).orElse(now);
    }

    Lease lease(long newToken, Instant until) {
        token = newToken;
        availableAt = until;
        deliveries++;
        return new Lease(message, String.valueOf(token), deliveries, failures, enqueuedAt);
    }

    DeadLetter buried(String reason, Instant now) {
        return new DeadLetter(message, reason, deliveries, failures, enqueuedAt, now);
    }

    boolean isScheduled(Instant now) {
        return message.notBefore().filter(now::isBefore).isPresent();
    }
}
