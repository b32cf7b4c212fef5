package com.jkboat.notify.event;

import com.jkboat.notify.Event;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides from an event when a notification may be sent.
 *
 * <p>Must be a pure function: it is asked again on redelivery and has to answer the same.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Timing {

    /** Returns the window in which the notification for this event may be sent. */
    Window window(Event event);

    /** Sends as soon as possible, at any time. */
    static Timing atOnce() {
        return event -> Window.ANY;
    }

    /**
     * A span of time; a side that is empty is open.
     *
     * @param notBefore not sent earlier; the notification is scheduled until then
     * @param notAfter not sent from this time on; the notification expires then
     * @since 0.1
     */
    record Window(Optional<Instant> notBefore, Optional<Instant> notAfter) {

        /** No limits. */
        public static final Window ANY = new Window(Optional.empty(), Optional.empty());

        /** Makes a window with both sides shut. */
        public static Window between(Instant notBefore, Instant notAfter) {
            return new Window(Optional.of(notBefore), Optional.of(notAfter));
        }

        /** Makes a window that ends, but has begun. */
        public static Window until(Instant notAfter) {
            return new Window(Optional.empty(), Optional.of(notAfter));
        }

        /** Returns the same window, which ends at this time unless it ended before. */
        public Window endingBy(Instant end) {
            return new Window(
                    notBefore, Optional.of(notAfter.filter(end::isAfter).orElse(end)));
        }

        /** Tells whether the window has not begun yet. */
        public boolean isAhead(Instant now) {
            return notBefore.filter(now::isBefore).isPresent();
        }

        /** Tells whether the window has passed. */
        public boolean isPast(Instant now) {
            return notAfter.filter(end -> !now.isBefore(end)).isPresent();
        }
    }
}
