package com.jkboat.notify.queue;

import java.time.Instant;
import java.util.Objects;

/**
 * A message that was given up on, and why.
 *
 * @param message as published
 * @param reason for people
 * @param deliveries how often it was handed out
 * @param failures how often it failed
 * @param enqueuedAt when the queue first had it
 * @param buriedAt when it was given up on
 * @since 0.1
 */
public record DeadLetter(
        QueueMessage message, String reason, int deliveries, int failures, Instant enqueuedAt, Instant buriedAt) {

    public DeadLetter {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(reason, "reason");
    }
}
