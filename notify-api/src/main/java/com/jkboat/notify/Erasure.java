package com.jkboat.notify;

import com.jkboat.notify.queue.Removed;
import java.time.Instant;
import java.util.Objects;

/**
 * The receipt of an erasure; tells what was reached, and nothing about whom.
 *
 * @param at when
 * @param by who asked for it
 * @param messages what left the queue
 * @param cancelled how many notifications were still owed, and are not any more
 * @param events how many events on record were made unreadable, with their notifications
 * @since 0.1
 */
public record Erasure(Instant at, String by, Removed messages, long cancelled, long events) {

    public Erasure {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(messages, "messages");
    }

    /** Tells whether nothing about the customer was being worked at that moment, to be put on record a little later. */
    public boolean isComplete() {
        return messages.leased() == 0;
    }
}
