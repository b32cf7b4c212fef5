package com.jkboat.notify.queue;

import java.time.Duration;

/**
 * What a queue can do beyond the core of its contract; asked at start-up, so that contradictions fail early.
 *
 * <p>Every flag that is true has a contract test that fails if it lies.
 *
 * @param transactionalPublish {@code publish(messages, connection)} works
 * @param detectsDuplicates a waiting message of the same id is found at publish
 * @param freeRelease a release does not raise {@link Lease#deliveries()}
 * @param maxDelay longest delay of a message or a retry that is kept; what waits longer must be delayed again
 * @param maxBodyBytes largest body
 * @since 0.1
 */
public record Capabilities(
        boolean transactionalPublish,
        boolean detectsDuplicates,
        boolean freeRelease,
        Duration maxDelay,
        int maxBodyBytes) {

    public Capabilities {
        if (maxBodyBytes < 1) {
            throw new IllegalArgumentException("maxBodyBytes must be >= 1, but was: " + maxBodyBytes);
        }
    }
}
