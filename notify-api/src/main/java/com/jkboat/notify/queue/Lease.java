package com.jkboat.notify.queue;

import java.time.Instant;
import java.util.Objects;

/**
 * A message that is ours for a while, and the handle by which it is settled.
 *
 * @param message as published
 * @param handle opaque; known to the queue that made it, worthless after the lease has ended
 * @param deliveries how often it was handed out, this time included; 1 or more
 * @param failures how often it was given back for a retry
 * @param enqueuedAt when the queue first had it, or is due again by a replay
 * @since 0.1
 */
public record Lease(QueueMessage message, String handle, int deliveries, int failures, Instant enqueuedAt) {

    public Lease {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(handle, "handle");
        if (deliveries < 1) {
            throw new IllegalArgumentException("deliveries must be >= 1, but was: " + deliveries);
        }
        if (failures < 0) {
            throw new IllegalArgumentException("failures must be >= 0, but was: " + failures);
        }
    }

    /** Returns since when it could have been worked: since it was in the queue, or due by its own word. */
    public Instant waitingSince() {
        return message.notBefore().filter(enqueuedAt::isBefore).orElse(enqueuedAt);
    }
}
