package com.jkboat.notify.queue;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How much is in a queue.
 *
 * @param ready due, and not leased; also what waits only for an older message of its key
 * @param leased being worked on, or held by a worker that died
 * @param delayed waiting for a retry, or released for a while
 * @param scheduled not due yet by the wish of its publisher
 * @param dead given up on
 * @param oldestReady how long the oldest of the ready ones has been due; empty when none is
 * @param accuracy how far the numbers can be trusted
 * @since 0.1
 */
public record QueueStats(
        long ready,
        long leased,
        long delayed,
        long scheduled,
        long dead,
        Optional<Duration> oldestReady,
        Accuracy accuracy) {

    /** How far the numbers can be trusted. */
    public enum Accuracy {
        /** Counted in one moment. */
        EXACT,
        /** Counted up to a limit; the true number may be higher. */
        CAPPED,
        /** Estimated. */
        APPROXIMATE
    }

    public QueueStats {
        Objects.requireNonNull(accuracy, "accuracy");
    }

    /** Returns the work that is due and not done: ready, leased and waiting for a retry. */
    public long pending() {
        return ready + leased + delayed;
    }

    /** Tells whether nothing is due, now or after a retry's delay. */
    public boolean isIdle() {
        return pending() == 0;
    }
}
