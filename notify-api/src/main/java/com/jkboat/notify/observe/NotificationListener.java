package com.jkboat.notify.observe;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.NotificationStatus;
import java.time.Duration;
import java.util.UUID;

/**
 * Is told what happens while it happens; for metrics, progress bars and applications that must react.
 *
 * <p>Called after the thing is durable, one call after the other, on a thread of the listener's own: what it does holds
 * up neither mails nor other listeners. One that is 10,000 calls behind misses what comes next until it has caught up;
 * closing the client lets it hear the rest for 5 s. An exception is logged and otherwise ignored. After a crash a call
 * may be missing or come twice; the audit record is the truth.
 *
 * @since 0.1
 */
public interface NotificationListener {

    /** A notification moved to another status. */
    default void statusChanged(Change change) {}

    /** An attempt ended. */
    default void attempted(UUID notificationId, Attempt attempt) {}

    /** An event turned out to be a repetition of one that was worked before, with the same or with other content. */
    default void repeated(UUID eventId, Repetition kind) {}

    /** A queue message was settled; everything its event owes now is done, or it was given up on. */
    default void settled(UUID eventId, Ending ending) {}

    /** No provider can be reached; work pauses for about this long and then goes on by itself. */
    default void paused(Duration forAbout) {}

    /** A provider can be reached again. */
    default void resumed() {}

    /**
     * A notification's move to another status.
     *
     * @param notificationId which
     * @param eventId of which event
     * @param route its e-mail type
     * @param status where it stands now
     * @param reason why; empty text when there is nothing to say
     * @since 0.1
     */
    record Change(UUID notificationId, UUID eventId, String route, NotificationStatus status, String reason) {}

    /** What kind of repetition an event is. */
    enum Repetition {
        /** The same content: nothing to do. */
        DUPLICATE,
        /** Other content under the same id: refused, on record. */
        CONFLICT
    }

    /** How the work on a queue message ended. */
    enum Ending {
        /** Everything it owes now is done. */
        ACKNOWLEDGED,
        /** It will be tried again. */
        RETRIED,
        /** It was not tried and goes back for free. */
        RELEASED,
        /** It was given up on. */
        DEAD_LETTERED
    }
}
