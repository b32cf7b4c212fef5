package com.jkboat.notify.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * A clock that stands still until a test moves it.
 *
 * <p>Safe for any number of threads; a move is seen by all at once.
 *
 * @since 0.1
 */
public final class MutableClock implements InstantSource {

    private final Object lock = new Object();
    private Instant now; // guarded by lock

    private MutableClock(Instant start) {
        this.now = start;
    }

    /** Makes a clock that shows noon of 1 June 2026, UTC. */
    public static MutableClock create() {
        return at(Instant.parse("2026-06-01T12:00:00Z"));
    }

    /** Makes a clock that shows the given time. */
    public static MutableClock at(Instant start) {
        return new MutableClock(Objects.requireNonNull(start, "start"));
    }

    @Override
    public Instant instant() {
        synchronized (lock) {
            return now;
        }
    }

    /**
     * Moves the clock.
     *
     * @param step how far; a negative one moves it back, as a machine's clock may be
     */
    public void advance(Duration step) {
        synchronized (lock) {
            now = now.plus(step);
        }
    }

    /** Sets the clock to a time, earlier or later than the one it shows. */
    public void set(Instant time) {
        synchronized (lock) {
            now = Objects.requireNonNull(time, "time");
        }
    }

    @Override
    public String toString() {
        return "MutableClock[" + instant() + "]";
    }
}
