package com.jkboat.notify.audit.jdbc;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives what is stored its place among what is of one time: whatever is stored later gets a higher one.
 *
 * <p>Nanoseconds of the machine's clock, and never the same one twice. Between processes the order is as good as their
 * clocks agree, which is as good as the times they report. Asking the database would cost every write a round trip.
 */
final class Places {

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();

    Places(InstantSource clock) {
        this.clock = clock;
    }

    long next() {
        return last.updateAndGet(it -> Math.max(it + 1, nanos(clock.instant())));
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }
}
