package com.jkboat.notify.queue;

import java.time.Duration;

/**
 * How many messages to lease, for how long, and how long to wait for the first.
 *
 * @param max most messages; 1 or more
 * @param maxWait longest wait when none is due; zero to return at once
 * @param lease how long they are ours; whole milliseconds, more than zero
 * @param owner who asks, for people who look into the queue; at most 120 characters
 * @since 0.1
 */
public record ReceiveRequest(int max, Duration maxWait, Duration lease, String owner) {

    public ReceiveRequest {
        if (max < 1) {
            throw new IllegalArgumentException("max must be >= 1, but was: " + max);
        }
        if (maxWait.isNegative()) {
            throw new IllegalArgumentException("maxWait must not be negative, but was: " + maxWait);
        }
        if (lease.toMillis() < 1) {
            throw new IllegalArgumentException("lease must be at least 1 ms, but was: " + lease);
        }
    }

    /** Returns the same request with another longest wait. */
    public ReceiveRequest withMaxWait(Duration longest) {
        return new ReceiveRequest(max, longest, lease, owner);
    }
}
