package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.Priority;
import com.jkboat.notify.QueueFullException;
import com.jkboat.notify.QueueUnavailableException;
import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.Migrations;
import com.jkboat.notify.queue.Capabilities;
import com.jkboat.notify.queue.DeadLetters;
import com.jkboat.notify.queue.LaneShares;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.QueueStats;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A queue on a table, so that an event can be published in the transaction that books the tour.
 *
 * <p>Safe for any number of threads and processes that share the database. Each call is one transaction; nothing is held
 * open in between. What a process that died had leased is due again when its leases end, by the database's clock.
 *
 * @since 0.1
 */
public final class JdbcNotificationQueue implements NotificationQueue {

    private static final Migrations MIGRATIONS = Migrations.of("queue", JdbcNotificationQueue.class, "V1__queue.sql");
    private static final int MAX_BODY_BYTES = 2 * 1024 * 1024;
    private static final int MAX_REASON = 1000;
    private static final Comparator<Lease> ORDER =
            Comparator.comparingLong(lease -> MessageTable.Handle.of(lease).id());

    private final QueueDatabase database;
    private final JdbcQueueOptions options;
    private final MessageTable messages;
    private final DeadTable dead;
    private final Wakeup wakeup = new Wakeup();
    private final LaneShares shares = new LaneShares();

    private JdbcNotificationQueue(Database database, JdbcQueueOptions options) {
        this.database = new QueueDatabase(database);
        this.options = options;
        this.messages = new MessageTable(database.dialect());
        this.dead = new DeadTable(database.dialect(), messages);
    }

    /**
     * Opens the queue in a database, whose tables are brought up to date first.
     *
     * @param database is not closed with the queue
     * @throws com.jkboat.notify.ConfigurationException if the tables cannot be used
     * @since 0.1
     */
    public static JdbcNotificationQueue open(Database database, JdbcQueueOptions options) {
        database.migrate(MIGRATIONS);
        return new JdbcNotificationQueue(database, options);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, true, true, Duration.ofDays(3650), MAX_BODY_BYTES);
    }

    @Override
    public List<PublishResult> publish(List<QueueMessage> batch) {
        List<PublishResult> results = database.write(handle -> insert(handle.getConnection(), batch));
        wakeup.signal();
        return results;
    }

    @Override
    public List<PublishResult> publish(List<QueueMessage> batch, Connection connection) {
        try {
            if (connection.getAutoCommit()) {
                throw new IllegalStateException(
                        "NTF-022 the connection is in autocommit mode, so there is no transaction the event could belong"
                                + " to. Call setAutoCommit(false) first, or publish without a connection");
            }
            return insert(connection, batch);
        } catch (SQLException e) {
            throw QueueUnavailableException.nothingStored(
                    "the event could not be stored in the caller's transaction; roll it back", e);
        }
    }

    @Override
    public List<Lease> receive(ReceiveRequest request) {
        long deadline = System.nanoTime() + request.maxWait().toNanos();
        while (true) {
            long seen = wakeup.seen();
            List<Lease> leases = claim(request);
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (!leases.isEmpty() || left.isNegative() || left.isZero()) {
                return leases;
            }
            if (!wakeup.await(seen, left.compareTo(options.pollEvery()) < 0 ? left : options.pollEvery())) {
                return List.of();
            }
        }
    }

    @Override
    public List<Settled> settle(List<Settlement> settlements) {
        List<Settled> all = database.write(handle -> {
            List<Settled> answers = new ArrayList<>();
            for (Settlement settlement : settlements) {
                answers.add(settle(handle.getConnection(), settlement) ? Settled.DONE : Settled.LOST);
            }
            return answers;
        });
        wakeup.signal(); // the next of an ordering key may be due now
        return all;
    }

    @Override
    public List<Settled> extend(List<Lease> leases, Duration lease) {
        return database.write(handle -> {
            List<Settled> answers = new ArrayList<>();
            for (Lease one : leases) {
                boolean done = messages.extend(handle.getConnection(), MessageTable.Handle.of(one), lease);
                answers.add(done ? Settled.DONE : Settled.LOST);
            }
            return answers;
        });
    }

    @Override
    public DeadLetters deadLetters() {
        return new JdbcDeadLetters(database, dead, wakeup);
    }

    @Override
    public QueueStats stats() {
        return database.read(handle -> messages.stats(handle.getConnection(), dead.count(handle.getConnection())));
    }

    @Override
    public void close() {
        wakeup.close();
    }

    private List<PublishResult> insert(Connection connection, List<QueueMessage> batch) throws SQLException {
        if (options.maxDepth() > 0) {
            long depth = messages.countUpTo(connection, "1 = 1", options.maxDepth());
            if (depth + batch.size() > options.maxDepth()) {
                throw new QueueFullException(options.maxDepth());
            }
        }
        return messages.insert(connection, batch, MAX_BODY_BYTES);
    }

    private List<Lease> claim(ReceiveRequest request) {
        Map<Priority, Integer> share = shares.next(request.max());
        MessageTable.Token token = new MessageTable.Token(
                ThreadLocalRandom.current().nextLong(), shortened(request.owner(), 120), request.lease());
        List<Lease> claimed = database.write(handle -> {
            List<Lease> leases = new ArrayList<>();
            Set<Priority> left = EnumSet.noneOf(Priority.class);
            for (Priority lane : Priority.values()) {
                int most = share.getOrDefault(lane, 0);
                int got = addClaimed(handle.getConnection(), leases, lane, most, token);
                if (got == most) {
                    left.add(lane);
                }
            }
            for (Priority lane : left) { // what other lanes did not use goes to those that may have more
                addClaimed(handle.getConnection(), leases, lane, request.max() - leases.size(), token);
            }
            return withoutPoison(handle.getConnection(), leases);
        });
        return claimed.stream().sorted(ORDER).toList();
    }

    private int addClaimed(Connection connection, List<Lease> leases, Priority lane, int most, MessageTable.Token token)
            throws SQLException {
        if (most == 0) {
            return 0;
        }
        List<Lease> claimed = messages.claim(connection, MessageRows.lane(lane), most, token);
        leases.addAll(claimed);
        return claimed.size();
    }

    /** Buries what was handed out too often, in the transaction that would have handed it out once more. */
    private List<Lease> withoutPoison(Connection connection, List<Lease> leases) throws SQLException {
        List<Lease> sound = new ArrayList<>();
        for (Lease lease : leases) {
            if (lease.deliveries() > options.maxDeliveries()) {
                dead.bury(
                        connection,
                        MessageTable.Handle.of(lease),
                        "handed out " + options.maxDeliveries() + " times and never settled");
            } else {
                sound.add(lease);
            }
        }
        return sound;
    }

    private boolean settle(Connection connection, Settlement settlement) throws SQLException {
        MessageTable.Handle handle = MessageTable.Handle.of(settlement.lease());
        if (settlement instanceof Settlement.Retry retry) {
            return messages.retry(connection, handle, retry.delay(), shortened(retry.reason(), MAX_REASON));
        }
        if (settlement instanceof Settlement.Release release) {
            return messages.release(connection, handle, release.delay());
        }
        return settlement instanceof Settlement.Bury bury
                ? dead.bury(connection, handle, shortened(bury.reason(), MAX_REASON))
                : messages.delete(connection, handle);
    }

    private static String shortened(String text, int most) {
        String clean = text.replace('\0', ' ');
        return clean.length() <= most ? clean : clean.substring(0, most);
    }
}
