package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.QueueFullException;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Keeps the queue from growing beyond its limit.
 *
 * <p>The rows are counted now and then, in between only what this process adds and takes out; so what other processes
 * publish is seen with some delay, and the limit may be passed by as much. To be exact, publishers would have to wait
 * for one another's transactions.
 */
final class Depth {

    private static final Duration LONGEST_TRUST = Duration.ofSeconds(1);
    /** A count is trusted for this many times as long as it took, so that counting never takes all the time. */
    private static final int TRUST_PER_COST = 20;

    private final long limit;
    private final QueueCounts counts;
    private final NewMessages messages;
    private final Object lock = new Object();
    private long free; // guarded by lock
    private long countedAt; // guarded by lock
    private long cost = -1; // guarded by lock; negative before the first count

    Depth(long limit, QueueCounts counts, NewMessages messages) {
        this.limit = limit;
        this.counts = counts;
        this.messages = messages;
    }

    /**
     * Makes sure that a batch fits.
     *
     * @throws QueueFullException if it does not
     */
    void check(Connection connection, List<QueueMessage> batch) throws SQLException {
        if (limit > 0 && !fits(connection, batch.size()) && !fits(connection, messages.countNew(connection, batch))) {
            throw new QueueFullException(limit);
        }
    }

    /** Notes what was stored. */
    void added(List<PublishResult> results) {
        long stored = results.stream()
                .filter(result -> result == PublishResult.ACCEPTED)
                .count();
        synchronized (lock) {
            free -= stored;
        }
    }

    /** Notes that messages were taken out. */
    void removed(long number) {
        synchronized (lock) {
            free += number;
        }
    }

    private boolean fits(Connection connection, int size) throws SQLException {
        synchronized (lock) {
            if (size <= free && isTrusted(LONGEST_TRUST.toNanos())) {
                return true;
            }
            if (size > free && isTrusted(0)) {
                return false;
            }
        }
        count(connection);
        synchronized (lock) {
            return size <= free;
        }
    }

    private boolean isTrusted(long least) {
        return cost >= 0 && System.nanoTime() - countedAt < Math.max(least, TRUST_PER_COST * cost);
    }

    private void count(Connection connection) throws SQLException {
        long started = System.nanoTime();
        long depth = counts.depth(connection, limit);
        synchronized (lock) {
            free = limit - depth;
            countedAt = System.nanoTime();
            cost = countedAt - started;
        }
    }
}
