package com.jkboat.notify;

import com.jkboat.notify.queue.DeadLetters;
import com.jkboat.notify.queue.QueueStats;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;

/**
 * The door of Notify for applications: events go in here, answers about them come out.
 *
 * <p>Safe for any number of threads; make one per application and close it at the end. Build it with
 * {@code Notify.builder()} of notify-core.
 *
 * @since 0.1
 */
public interface NotificationClient extends AutoCloseable {

    /**
     * Checks an event and puts it into the durable queue; when this returns, a crash cannot lose it.
     *
     * <p>Blocks for one round trip to the audit store and one to the queue. Publishing the same event again is safe
     * and answers {@link Receipt.Duplicate}.
     *
     * @return accepted or duplicate
     * @throws EventRefusedException if it does not fit its schema; every fault is named
     * @throws EventConflictException if another event has the same id
     * @throws QueueUnavailableException if the queue cannot be reached
     * @throws QueueFullException if the queue is at its limit
     * @since 0.1
     */
    Receipt publish(Event event);

    /**
     * Publishes inside the caller's own transaction: sent if and only if that transaction commits.
     *
     * <p>Writes one row through the connection and leaves everything else about it alone: no commit, rollback, close,
     * savepoint, isolation or autocommit change. A duplicate does not poison the transaction.
     *
     * @throws IllegalStateException if the connection is in autocommit mode, or the configured queue is not in a
     *     database
     * @throws EventRefusedException if it does not fit its schema
     * @throws EventConflictException if another event has the same id
     * @since 0.1
     */
    Receipt publish(Event event, Connection connection);

    /**
     * Publishes many events at once, far faster than one by one; each is judged on its own.
     *
     * @return one receipt per event, in the same order; faults are in the receipts, not thrown
     * @throws QueueUnavailableException if the queue cannot be reached; publish the same list again
     * @throws QueueFullException if the queue is at its limit; none of the list was queued
     * @since 0.1
     */
    List<Receipt> publishAll(List<Event> events);

    /**
     * Queues one e-mail by template, without an event of the application's own.
     *
     * @throws EventRefusedException if the request is not complete
     * @since 0.1
     */
    Receipt send(EmailRequest request);

    /**
     * Starts to work the queue in threads of its own; without this the client only publishes and answers.
     *
     * @throws IllegalStateException if it was drained or closed
     * @since 0.1
     */
    void start();

    /**
     * Starts if need be, and returns when nothing is due any more, or when no provider can be reached.
     *
     * <p>Retries that are waiting for their time are waited for; notifications scheduled for later are not.
     *
     * @param timeout the longest to wait; more than zero
     * @return what is left in the queue
     * @throws InterruptedException if the thread is interrupted; the workers go on
     * @throws IllegalStateException if it was drained or closed
     * @since 0.1
     */
    QueueStats workUntilIdle(Duration timeout) throws InterruptedException;

    /**
     * Takes no more work, lets running work finish within the drain time, and releases the rest; for good.
     *
     * <p>Blocks as long; listeners have heard the last of it then. What was released is worked by the next process;
     * this one still publishes and answers until it is closed. Waits of {@link #workUntilIdle} end. May be called more
     * than once, and without having started.
     *
     * @since 0.1
     */
    void drain();

    /** Returns how much is waiting; cheap enough to be asked every second. */
    QueueStats queueStats();

    /** Returns questions about and acts upon what is on record. */
    Notifications notifications();

    /** Returns what people may ask about data that is kept about them. */
    Privacy privacy();

    /** Returns the messages that were given up on. */
    DeadLetters deadLetters();

    /** Returns how the providers are doing, in the order they are tried. */
    List<ProviderHealth> providers();

    /**
     * Drains, if that has not happened, and frees everything.
     *
     * <p>May be called more than once.
     *
     * @since 0.1
     */
    @Override
    void close();
}
