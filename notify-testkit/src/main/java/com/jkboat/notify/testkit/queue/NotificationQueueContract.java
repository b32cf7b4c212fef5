package com.jkboat.notify.testkit.queue;

import com.jkboat.notify.queue.NotificationQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The numbered rules of {@link NotificationQueue} as tests; every queue passes them.
 *
 * <p>A plugin's test class extends this, opens an empty queue, and says how time passes for it:
 *
 * <pre>{@code
 * class MyQueueTest extends NotificationQueueContract {
 *     protected NotificationQueue open() { return new MyQueue(clock); }
 *     protected void pass(Duration time) { clock.advance(time); }
 *     protected Instant now() { return clock.instant(); }
 * }
 * }</pre>
 *
 * <p>The rules are in groups, one interface each. What a queue says it can do ({@link NotificationQueue#capabilities()})
 * is tested as well: {@link #connect()} is asked for where it takes part in transactions.
 *
 * @since 0.1
 */
public abstract class NotificationQueueContract
        implements DeliveryRules,
                LeaseRules,
                SettlementRules,
                ExchangeRules,
                PublishRules,
                LaneRules,
                KeyOrderRules,
                DeadLetterRules,
                RemovalRules,
                StatsRules,
                TransactionRules,
                RaceRules,
                CrowdRules,
                LifeRules,
                WalkRules {

    private QueueProbe probe;

    /** Opens an empty queue whose limit of deliveries is 10. */
    protected abstract NotificationQueue open();

    /** Lets this much time pass for the queue, at once. */
    protected abstract void pass(Duration time);

    /** Returns about what time it is for the queue. */
    protected abstract Instant now();

    /** Opens an empty queue that takes so many messages at most; empty where a queue has no such limit. */
    protected Optional<NotificationQueue> openWithMaxDepth(int messages) {
        return Optional.empty();
    }

    /** Opens a connection to the database the queue lives in; the test closes it. */
    protected Connection connect() throws SQLException {
        throw new SQLException("say how to connect: this queue takes part in transactions");
    }

    @BeforeEach
    final void openQueue() {
        probe = new QueueProbe(open(), this);
    }

    @AfterEach
    final void closeQueue() {
        probe.queue().close();
    }

    @Override
    public final QueueProbe it() {
        return probe;
    }

    /** Returns the queue under test. */
    protected final NotificationQueue queue() {
        return probe.queue();
    }
}
