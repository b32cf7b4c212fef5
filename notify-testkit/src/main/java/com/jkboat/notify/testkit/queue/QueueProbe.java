package com.jkboat.notify.testkit.queue;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.jkboat.notify.queue.Capabilities;
import com.jkboat.notify.queue.DeadLetter;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.QueueStats;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A queue under test, with short ways to use it.
 *
 * @since 0.1
 */
public final class QueueProbe {

    /** How long leases of the contract last. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    private static final String NOT_OFFERED = "not offered: ";

    private final NotificationQueue queue;
    private final NotificationQueueContract contract;

    QueueProbe(NotificationQueue queue, NotificationQueueContract contract) {
        this.queue = queue;
        this.contract = contract;
    }

    /** Returns the queue itself. */
    public NotificationQueue queue() {
        return queue;
    }

    /** Makes a message whose content is its id. */
    public static QueueMessage message(String id) {
        return QueueMessage.of(id, id.getBytes(StandardCharsets.UTF_8), "print-" + id);
    }

    /** Makes a message with an ordering key. */
    public static QueueMessage keyed(String id, String key) {
        return message(id).withOrderingKey(key);
    }

    /** Publishes messages by their ids. */
    public List<PublishResult> publish(String... ids) {
        List<QueueMessage> messages = new ArrayList<>();
        for (String id : ids) {
            messages.add(message(id));
        }
        return queue.publish(messages);
    }

    /** Publishes messages. */
    public List<PublishResult> publish(QueueMessage... messages) {
        return queue.publish(List.of(messages));
    }

    /** Leases what is due, without waiting. */
    public List<Lease> receive(int max) {
        return queue.receive(request(max, Duration.ZERO));
    }

    /** Makes a request of the contract's lease. */
    public static ReceiveRequest request(int max, Duration maxWait) {
        return new ReceiveRequest(max, maxWait, LEASE, "contract");
    }

    /** Leases the one that comes first. */
    public Lease receiveOne() {
        return receive(1).get(0);
    }

    /** Leases what is due, and returns the ids. */
    public List<String> receiveIds(int max) {
        return ids(receive(max));
    }

    /** Returns the message ids of leases. */
    public static List<String> ids(List<Lease> leases) {
        return leases.stream().map(lease -> lease.message().id()).toList();
    }

    /** Settles one lease. */
    public Settled settle(Settlement settlement) {
        return queue.settle(List.of(settlement)).get(0);
    }

    /** Acknowledges one lease. */
    public Settled acknowledge(Lease lease) {
        return settle(new Settlement.Acknowledge(lease));
    }

    /** Acknowledges leases in one batch. */
    public List<Settled> acknowledge(List<Lease> leases) {
        return queue.settle(leases.stream()
                .map(lease -> (Settlement) new Settlement.Acknowledge(lease))
                .toList());
    }

    /** Publishes a message, leases it and buries it. */
    public void bury(QueueMessage message, String reason) {
        publish(message);
        Lease lease = receive(100).stream()
                .filter(one -> one.message().id().equals(message.id()))
                .findFirst()
                .orElseThrow();
        settle(new Settlement.Bury(lease, reason));
    }

    /** Returns the first dead letters. */
    public List<DeadLetter> deadLetters() {
        return queue.deadLetters().list(1000, Optional.empty()).items();
    }

    /** Returns the counts of the queue. */
    public QueueStats stats() {
        return queue.stats();
    }

    /** Lets this much time pass for the queue, at once. */
    public void pass(Duration time) {
        contract.pass(time);
    }

    /** Lets every lease end. */
    public void passLease() {
        contract.pass(LEASE.plusSeconds(1));
    }

    /** Returns about what time it is for the queue. */
    public Instant now() {
        return contract.now();
    }

    /** Leaves a rule out for a queue that does not offer what it is about; the reason is reported. */
    void onlyIfOffered(String what, Predicate<Capabilities> offered) {
        assumeTrue(offered.test(queue.capabilities()), NOT_OFFERED + what);
    }

    QueueProbe around(NotificationQueue other) {
        return new QueueProbe(other, contract);
    }

    /** Opens a queue around the limit, or leaves the rule out. */
    QueueProbe openWithMaxDepth(int messages) {
        Optional<NotificationQueue> small = contract.openWithMaxDepth(messages);
        assumeTrue(small.isPresent(), NOT_OFFERED + "a limit of its depth");
        return around(small.orElseThrow());
    }

    Connection connect() throws SQLException {
        return contract.connect();
    }
}
