package com.jkboat.notify.event;

import com.jkboat.notify.Event;
import java.util.Optional;

/**
 * Lets the application object to a notification right before it is sent.
 *
 * <p>Called from worker threads; must be safe for concurrent calls. An exception spends one attempt of the message.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ConsentCheck {

    /**
     * Returns why this must not be sent, or nothing when it may.
     *
     * @param event as published
     * @param route the kind of message
     * @return a reason for the record, without personal data; the notification ends as skipped
     */
    Optional<String> objection(Event event, Route route);
}
