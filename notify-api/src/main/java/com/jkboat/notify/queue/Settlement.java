package com.jkboat.notify.queue;

import java.time.Duration;
import java.util.function.Function;

/**
 * How a leased message is given back.
 *
 * <p>Closed set; {@link #fold} makes a plugin answer every case.
 *
 * @since 0.1
 */
public sealed interface Settlement {

    /** Returns what is settled. */
    Lease lease();

    /**
     * Done: take it out of the queue.
     *
     * @since 0.1
     */
    record Acknowledge(Lease lease) implements Settlement {}

    /**
     * Failed: hand it out again, not before the delay has passed; counts one failure.
     *
     * @param delay zero or more
     * @param reason for people; kept as one line of at most 1,000 characters
     * @since 0.1
     */
    record Retry(Lease lease, Duration delay, String reason) implements Settlement {

        public Retry {
            checkDelay(delay);
        }
    }

    /**
     * Not tried: hand it out again, not before the delay has passed; costs nothing.
     *
     * @param delay zero or more
     * @since 0.1
     */
    record Release(Lease lease, Duration delay) implements Settlement {

        public Release {
            checkDelay(delay);
        }
    }

    /**
     * Given up on: move it to the dead letters.
     *
     * @param reason for people; kept as one line of at most 1,000 characters
     * @since 0.1
     */
    record Bury(Lease lease, String reason) implements Settlement {}

    /** Answers every case with one function each. */
    default <R> R fold(
            Function<Acknowledge, R> acknowledge,
            Function<Retry, R> retry,
            Function<Release, R> release,
            Function<Bury, R> bury) {
        if (this instanceof Acknowledge it) {
            return acknowledge.apply(it);
        }
        if (this instanceof Retry it) {
            return retry.apply(it);
        }
        return this instanceof Release it ? release.apply(it) : bury.apply((Bury) this);
    }

    private static void checkDelay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must not be negative, but was: " + delay);
        }
    }
}
