package com.jkboat.notify.queue;

import com.jkboat.notify.Page;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The messages a queue has given up on; they stay until somebody replays or purges them.
 *
 * <p>Safe for concurrent callers.
 *
 * @since 0.1
 */
public interface DeadLetters {

    /**
     * Lists every dead letter, oldest first; as {@link #list(Filter, int, Optional)} with {@link Filter#all()}.
     *
     * @throws IllegalArgumentException if the limit is below 1, or {@code after} was no page's {@code next}
     */
    default Page<DeadLetter> list(int limit, Optional<String> after) {
        return list(Filter.all(), limit, after);
    }

    /**
     * Lists those dead letters that a filter means, oldest first.
     *
     * <p>What is taken out or added between two pages changes nothing about the rest.
     *
     * @param limit most per page; 1 or more
     * @param after the {@code next} of the page before; empty for the first
     * @throws IllegalArgumentException if the limit is below 1, or {@code after} was no page's {@code next}
     */
    Page<DeadLetter> list(Filter filter, int limit, Optional<String> after);

    /** Puts dead letters back into the queue, all due at once; as {@link #replay(Filter, int)} without a limit. */
    default long replay(Filter filter) {
        return replay(filter, Integer.MAX_VALUE);
    }

    /**
     * Puts dead letters back into the queue, their counts at zero, so that only so many become due in a second.
     *
     * <p>The first are due at once; returns without waiting for the others. Works in small steps; killed half-way and run
     * again, each comes back once. One whose id is in the queue stays where it is: purge it, or replay it later.
     * The limit of the queue's depth is not asked.
     *
     * @param perSecond 1 or more
     * @return how many were put back
     * @throws IllegalArgumentException if {@code perSecond} is below 1
     */
    long replay(Filter filter, int perSecond);

    /**
     * Deletes dead letters for good.
     *
     * @return how many were deleted
     */
    long purge(Filter filter);

    /**
     * Which dead letters are meant; every given part must fit.
     *
     * @param ids message ids; all when empty
     * @param buriedBefore buried before this time
     * @since 0.1
     */
    record Filter(Set<String> ids, Optional<Instant> buriedBefore) {

        public Filter {
            ids = Set.copyOf(ids);
        }

        /** Means every dead letter. */
        public static Filter all() {
            return new Filter(Set.of(), Optional.empty());
        }

        /** Means these messages. */
        public static Filter ids(String... messageIds) {
            if (messageIds.length == 0) {
                throw new IllegalArgumentException("name at least one id; for every dead letter use all()");
            }
            return new Filter(Set.of(messageIds), Optional.empty());
        }
    }
}
