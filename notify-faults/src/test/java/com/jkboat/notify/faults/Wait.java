package com.jkboat.notify.faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what real processes do, with a deadline. */
final class Wait {

    private static final long LOOK_EVERY_MILLIS = 10;

    private Wait() {}

    /**
     * Waits until something holds.
     *
     * @throws AssertionError if it does not in time
     */
    static void until(String what, Duration most, BooleanSupplier holds) {
        long deadline = System.nanoTime() + most.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + most + ": " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting: " + what, e);
            }
        }
    }
}
