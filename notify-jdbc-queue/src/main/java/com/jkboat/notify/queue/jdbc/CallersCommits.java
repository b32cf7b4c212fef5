package com.jkboat.notify.queue.jdbc;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How soon to look for what callers published in transactions of their own: nobody tells us when they commit, or whether.
 *
 * <p>Soon at first, then after ever longer pauses, each a quarter of the time since. So a commit is noticed within 5 ms,
 * or within a quarter of the time its transaction went on after the publish; and a lone publish costs some 30 looks.
 */
final class CallersCommits {

    private static final long SHORTEST_PAUSE = Duration.ofMillis(5).toNanos();
    private static final int PAUSES = 4;
    private static final long LONG_AGO = Duration.ofDays(1).toNanos();

    private final LongSupplier nanoTime;
    private final AtomicLong publishedAt;

    CallersCommits(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.publishedAt = new AtomicLong(nanoTime.getAsLong() - LONG_AGO);
    }

    /** Notes that something was published that nobody else sees yet. */
    void expect() {
        publishedAt.set(nanoTime.getAsLong());
    }

    /** Returns how long to wait at most before looking again. */
    Duration nextLook() {
        long since = nanoTime.getAsLong() - publishedAt.get();
        return Duration.ofNanos(Math.max(SHORTEST_PAUSE, since / PAUSES));
    }
}
