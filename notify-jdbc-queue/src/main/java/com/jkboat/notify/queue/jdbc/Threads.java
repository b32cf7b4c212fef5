package com.jkboat.notify.queue.jdbc;

import java.time.Duration;

/** The end of the threads of this package, each of which ends by itself once its connection is broken off. */
final class Threads {

    /** A connection that is being opened cannot be broken off, but fails by then. */
    private static final Duration LONGEST = Duration.ofSeconds(6);

    private Threads() {}

    /** Waits for the end of a thread, unless interrupted; one that never began has ended. */
    static void join(Thread thread) {
        try {
            thread.join(LONGEST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
