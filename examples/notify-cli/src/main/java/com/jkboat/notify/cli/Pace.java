package com.jkboat.notify.cli;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count has grown of late. Not safe for several threads. */
final class Pace {

    private static final long WINDOW = Duration.ofSeconds(5).toNanos();

    private static final long STOPPED_AFTER = Duration.ofSeconds(3).toNanos();

    private final Deque<Moment> moments = new ArrayDeque<>();
    private long grewAt;

    private record Moment(long nanos, long count) {}

    /**
     * Notes a count.
     *
     * @param nanos a time that only goes forward
     */
    void note(long nanos, long count) {
        if (moments.isEmpty() || count != moments.getLast().count()) {
            grewAt = nanos;
        }
        moments.addLast(new Moment(nanos, count));
        while (moments.size() > 2 && nanos - moments.getFirst().nanos() > WINDOW) {
            moments.removeFirst();
        }
    }

    /** Returns how much was added per second, over the last five; 0 when nothing is known. */
    double perSecond() {
        if (moments.size() < 2) {
            return 0;
        }
        Moment first = moments.getFirst();
        Moment last = moments.getLast();
        return (last.count() - first.count()) / Math.max(1e-3, (last.nanos() - first.nanos()) / 1e9);
    }

    /** Tells whether nothing was added for three seconds. */
    boolean hasStopped() {
        return !moments.isEmpty() && moments.getLast().nanos() - grewAt > STOPPED_AFTER;
    }
}
