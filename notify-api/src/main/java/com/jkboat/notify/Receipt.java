package com.jkboat.notify;

import java.util.UUID;
import java.util.function.Function;

/**
 * What became of an event that was handed in for publishing.
 *
 * <p>Closed set; {@link #fold} makes the caller answer every case.
 *
 * @since 0.1
 */
public sealed interface Receipt {

    /** Returns the id of the event this is about. */
    UUID eventId();

    /**
     * The event is in the queue for good (or will be when the caller's transaction commits).
     *
     * @since 0.1
     */
    record Accepted(UUID eventId) implements Receipt {}

    /**
     * The same event was published before; nothing was queued, nothing needs to be done.
     *
     * @since 0.1
     */
    record Duplicate(UUID eventId) implements Receipt {}

    /**
     * The event does not fit its schema; nothing was queued.
     *
     * @since 0.1
     */
    record Refused(UUID eventId, EventRefusedException cause) implements Receipt {}

    /**
     * Another event was published under this id before; nothing was queued, and the clash is on record.
     *
     * @since 0.1
     */
    record Conflict(UUID eventId, EventConflictException cause) implements Receipt {}

    /** Answers every case with one function each. */
    default <R> R fold(
            Function<Accepted, R> accepted,
            Function<Duplicate, R> duplicate,
            Function<Refused, R> refused,
            Function<Conflict, R> conflict) {
        if (this instanceof Accepted it) {
            return accepted.apply(it);
        }
        if (this instanceof Duplicate it) {
            return duplicate.apply(it);
        }
        return this instanceof Refused it ? refused.apply(it) : conflict.apply((Conflict) this);
    }

    /**
     * Returns this receipt when the event is safe, else throws what stands in its way.
     *
     * @throws EventRefusedException if it was refused
     * @throws EventConflictException if it clashed with another event of the same id
     */
    default Receipt orThrow() {
        return fold(
                accepted -> accepted,
                duplicate -> duplicate,
                refused -> {
                    throw refused.cause();
                },
                conflict -> {
                    throw conflict.cause();
                });
    }
}
