package com.jkboat.notify.queue;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;

/**
 * A durable queue with leases: at least once from acceptance until acknowledged, dead-lettered or purged.
 *
 * <p>Safe for any number of threads and, unless it lives in memory, of processes. No method blocks longer than its
 * round trip to the store plus the wait it was given; no method holds a transaction open while the caller works. An
 * interrupt ends a wait early, with the flag left set and nothing lost. Every method throws
 * {@link com.jkboat.notify.QueueUnavailableException} when the store cannot be reached within its time limit.
 *
 * <p>Numbered rules, each tested by {@code NotificationQueueContract}:
 *
 * <ul>
 *   <li>Q-1: a message reported {@link PublishResult#ACCEPTED} is handed out until it is settled for good, also after a
 *       crash of any process.
 *   <li>Q-2: id, body, headers, priority, ordering key and times come out as they went in.
 *   <li>Q-3: a message is leased to at most one caller at a time, until its lease ends by the store's clock.
 *   <li>Q-4: a lease neither settled nor extended in time ends; the message is due again at once, and
 *       {@link Lease#deliveries()} is one higher.
 *   <li>Q-5: settling or extending a lease that has ended, or was another queue's, answers {@link Settled#LOST} and
 *       changes nothing.
 *   <li>Q-6: an acknowledged message never comes back; acknowledging it again answers LOST.
 *   <li>Q-7: a retry is not handed out before its delay has passed, and raises {@link Lease#failures()} by one.
 *   <li>Q-8: a release raises neither failures nor, where {@link Capabilities#freeRelease()}, deliveries.
 *   <li>Q-9: a buried message is found among the dead letters with its reason and counts, and nowhere else.
 *   <li>Q-10: a message is not handed out before its {@code notBefore}; messages that are not due do not delay those
 *       that are.
 *   <li>Q-11: lanes share what is leased by the weights 16:8:4:1 from urgent to bulk while all have work; what a lane
 *       does not use goes to the others. Within a lane the one that has been due longest comes first.
 *   <li>Q-12: where {@link Capabilities#detectsDuplicates()}, publishing an id that is waiting, leased or delayed
 *       stores nothing and answers DUPLICATE or CONFLICT by the fingerprint.
 *   <li>Q-13: a batch is judged message by message; one that is too large does not stop the others.
 *   <li>Q-14: a message handed out more often than the queue's limit of deliveries is buried instead, so that a
 *       message that kills its worker cannot do so for ever.
 *   <li>Q-15: a full queue takes nothing of a batch ({@link com.jkboat.notify.QueueFullException}); what is in it
 *       already needs no room. What other processes publish may be counted with some delay.
 *   <li>Q-16: with a connection, messages are visible if and only if its transaction commits; the connection's
 *       autocommit, isolation, savepoints and open state are left alone, and a duplicate does not poison it.
 *   <li>Q-18: of messages with one ordering key, none is handed out while an older one is in the queue, due or not. So
 *       give no key to what is scheduled for later.
 *   <li>Q-17: replaying brings a dead letter back once under the same id, due at once or at the rate asked for,
 *       with its counts at zero and its age counted from when it is due. One whose id is in the queue again stays a dead letter, and is not
 *       counted.
 *   <li>Q-19: removing by a header takes out every message with exactly that value, waiting, delayed, leased or dead,
 *       and no other. A lease on one is lost, and what waited behind one of its key is due.
 *   <li>Q-20: an exchange settles and then leases, as the two would one after the other: what the settling made due can
 *       be leased by it. If it fails, none, all or only the settling may have happened; settling again is safe.
 * </ul>
 *
 * @since 0.1
 */
public interface NotificationQueue extends AutoCloseable {

    /** Returns what this queue can do; the same answer for as long as it is open. */
    Capabilities capabilities();

    /**
     * Stores messages for good; all that are acceptable in one step.
     *
     * @return one result per message, in the same order
     * @throws com.jkboat.notify.QueueFullException if they would not all fit; nothing is stored then
     */
    List<PublishResult> publish(List<QueueMessage> messages);

    /**
     * Stores messages through the caller's own transaction.
     *
     * <p>Unless overridden: not supported.
     *
     * @return one result per message, in the same order; ACCEPTED holds if the transaction commits
     * @throws IllegalStateException if the connection is in autocommit mode, or this queue does not live in a database
     */
    default List<PublishResult> publish(List<QueueMessage> messages, Connection connection) {
        throw new IllegalStateException(
                "NTF-023 this queue does not live in a database, so it cannot take part in a transaction of one."
                        + " Use notify.queue=jdbc, or publish after your commit");
    }

    /**
     * Leases messages that are due; waits for the first if there is none.
     *
     * @return at most {@link ReceiveRequest#max()}, perhaps none
     */
    List<Lease> receive(ReceiveRequest request);

    /**
     * Gives leased messages back, each its own way.
     *
     * @return one answer per settlement, in the same order
     */
    List<Settled> settle(List<Settlement> settlements);

    /**
     * Settles messages and then leases others, in one step where the store can: a busy worker saves a round trip and a
     * commit by it.
     *
     * <p>Unless overridden: {@link #settle}, then {@link #receive}.
     *
     * @param request its wait delays the answers about what is settled, so a worker asks without
     */
    default Exchange exchange(List<Settlement> settlements, ReceiveRequest request) {
        List<Settled> settled = settle(settlements);
        return new Exchange(settled, receive(request));
    }

    /**
     * Lets leases end this much after now instead.
     *
     * @return one answer per lease, in the same order
     */
    List<Settled> extend(List<Lease> leases, Duration lease);

    /** Returns the messages that were given up on. */
    DeadLetters deadLetters();

    /**
     * Takes messages with a header out of the queue and the dead letters, for good.
     *
     * <p>This is for forgetting somebody, not for daily work: it may look at every message there is. Works in small
     * steps and holds nobody up; killed half-way, run it again.
     */
    Removed remove(String header, String value);

    /** Says for people where the messages are kept, such as the database and the version of its tables. */
    default String description() {
        return getClass().getSimpleName();
    }

    /** Counts what is in the queue; cheap enough to be asked every second. */
    QueueStats stats();

    /** Ends waits, frees what the queue holds; may be called more than once. Leases live on until they end. */
    @Override
    void close();
}
