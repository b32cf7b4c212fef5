package com.jkboat.notify.core.memory;

import com.jkboat.notify.queue.DeadLetter;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.QueueMessage;
import java.time.Instant;
import java.util.Comparator;

/** A message in the queue in memory, as it stands; guarded by the queue's lock. */
final class QueuedMessage {

    static final Comparator<QueuedMessage> LONGEST_DUE =
            Comparator.<QueuedMessage, Instant>comparing(it -> it.availableAt).thenComparing(it -> it.number);

    final QueueMessage message;
    private final long number;
    private final Instant enqueuedAt;
    private Instant availableAt;
    private int deliveries;
    private int failures;
    private long token;

    QueuedMessage(QueueMessage message, long number, Instant availableAt, Instant enqueuedAt) {
        this.message = message;
        this.number = number;
        this.availableAt = availableAt;
        this.enqueuedAt = enqueuedAt;
    }

    Lease lease(long newToken, Instant until) {
        token = newToken;
        availableAt = until;
        deliveries++;
        return new Lease(message, String.valueOf(token), deliveries, failures, enqueuedAt);
    }

    void extend(Instant until) {
        availableAt = until;
    }

    void retry(Instant due) {
        token = 0;
        failures++;
        availableAt = due;
    }

    void release(Instant due) {
        token = 0;
        deliveries--;
        availableAt = due;
    }

    DeadLetter buried(String reason, Instant now) {
        return new DeadLetter(message, reason, deliveries, failures, enqueuedAt, now);
    }

    int deliveries() {
        return deliveries;
    }

    Instant availableAt() {
        return availableAt;
    }

    boolean isDue(Instant now) {
        return !availableAt.isAfter(now);
    }

    boolean isLeased(Instant now) {
        return token != 0 && !isDue(now);
    }

    boolean isHeldBy(Lease lease, Instant now) {
        return isLeased(now) && String.valueOf(token).equals(lease.handle());
    }

    boolean isScheduled(Instant now) {
        return token == 0
                && !isDue(now)
                && message.notBefore().filter(now::isBefore).isPresent();
    }
}
