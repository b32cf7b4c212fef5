package com.jkboat.notify.audit;

import com.jkboat.notify.NotificationStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The audit store's answer to a claim.
 *
 * <p>Closed set; {@link #fold} makes the caller answer every case.
 *
 * @since 0.1
 */
public sealed interface ClaimResult {

    /**
     * It is ours: send it, or it stands as asked.
     *
     * @param attempt the number the coming attempt has; 1 or more
     * @since 0.1
     */
    record Granted(int attempt) implements ClaimResult {}

    /**
     * It stands somewhere the engine does not move it from by itself: an end, or held. Nothing was changed.
     *
     * @since 0.1
     */
    record Standing(NotificationStatus status) implements ClaimResult {}

    /**
     * Another worker is sending it right now; ask again after the time. Nothing was changed.
     *
     * @since 0.1
     */
    record Busy(Instant until) implements ClaimResult {}

    /**
     * A worker began to send it and never told how it ended. It is on record as in doubt from now on.
     *
     * @param provider who was asked last, where that is known
     * @since 0.1
     */
    record InDoubt(Optional<String> provider) implements ClaimResult {}

    /**
     * The event's id is on record with another fingerprint. The clash is on record; nothing else was changed.
     *
     * @since 0.1
     */
    record Conflict() implements ClaimResult {}

    /** Answers every case with one function each. */
    default <R> R fold(
            Function<Granted, R> granted,
            Function<Standing, R> standing,
            Function<Busy, R> busy,
            Function<InDoubt, R> inDoubt,
            Function<Conflict, R> conflict) {
        if (this instanceof Granted it) {
            return granted.apply(it);
        }
        if (this instanceof Standing it) {
            return standing.apply(it);
        }
        if (this instanceof Busy it) {
            return busy.apply(it);
        }
        return this instanceof InDoubt it ? inDoubt.apply(it) : conflict.apply((Conflict) this);
    }
}
