package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.QueueUnavailableException;
import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.Dialect;
import com.jkboat.notify.jdbc.Migrations;
import com.jkboat.notify.queue.Capabilities;
import com.jkboat.notify.queue.DeadLetters;
import com.jkboat.notify.queue.Exchange;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.QueueStats;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.queue.Removed;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import com.jkboat.notify.queue.jdbc.JdbcQueueOptions.WakeUp;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue on a table, so that an event can be published in the transaction that books the tour.
 *
 * <p>Safe for any number of threads and processes that share the database. Each call is one transaction; nothing is held
 * open in between. What a process that died had leased is due again when its leases end, by the database's clock.
 *
 * @since 0.1
 */
public final class JdbcNotificationQueue implements NotificationQueue {

    private static final Logger log = LoggerFactory.getLogger(JdbcNotificationQueue.class);

    private static final Migrations MIGRATIONS = Migrations.of("queue", JdbcNotificationQueue.class, "V1__queue.sql");
    private static final int MAX_BODY_BYTES = 2 * 1024 * 1024;
    /** Shortest pause before something that is due is asked for again. */
    private static final Duration AT_ONCE = Duration.ofMillis(20);

    private final QueueDatabase database;
    private final JdbcQueueOptions options;
    private final NewMessages messages;
    private final DeadTable dead;
    private final Claims claims;
    private final Settling settling;
    private final LeftBehind leftBehind;
    private final Removal removal;
    private final QueueCounts counts;
    private final Depth depth;
    private final Wakeup wakeup = new Wakeup();
    private final CallersCommits commits = new CallersCommits(System::nanoTime);
    private final News news;

    private JdbcNotificationQueue(QueueDatabase database, Dialect dialect, JdbcQueueOptions options, NewsMaker maker) {
        this.database = database;
        this.options = options;
        this.messages = new NewMessages(dialect);
        this.dead = new DeadTable(dialect);
        KeyOrder order = new KeyOrder(dialect);
        this.claims = new Claims(database, dead, order, dialect, options.maxDeliveries());
        this.settling = new Settling(dead, order, dialect);
        this.leftBehind = new LeftBehind(database, order);
        this.removal = new Removal(database, order, dialect);
        this.counts = new QueueCounts(dialect);
        this.depth = new Depth(options.maxDepth(), counts, messages);
        this.news = maker.make(wakeup, commits);
    }

    /** Makes the way in which this queue hears from others at the same tables. */
    interface NewsMaker {
        News make(Wakeup wakeup, CallersCommits commits);
    }

    /**
     * Opens the queue in a database, whose tables are brought up to date first.
     *
     * @param database is not closed with the queue
     * @throws com.jkboat.notify.ConfigurationException if the tables cannot be used
     * @since 0.1
     */
    public static JdbcNotificationQueue open(Database database, JdbcQueueOptions options) {
        boolean isTold = options.wakeUp() == WakeUp.AUTO && database.dialect().wakesSessions();
        return open(
                database,
                options,
                (wakeup, commits) -> isTold ? new PostgresNews(database, wakeup, commits) : News.none());
    }

    static JdbcNotificationQueue open(Database database, JdbcQueueOptions options, NewsMaker maker) {
        database.migrate(MIGRATIONS);
        log.debug("queue: {} is claimed by {}", database, database.dialect().claimStrategy());
        return new JdbcNotificationQueue(new QueueDatabase(database), database.dialect(), options, maker);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, true, true, Duration.ofDays(3650), MAX_BODY_BYTES);
    }

    @Override
    public List<PublishResult> publish(List<QueueMessage> batch) {
        List<PublishResult> results = database.write(handle -> insert(handle.getConnection(), batch));
        depth.added(results);
        tellAll();
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
            List<PublishResult> results = insert(connection, batch);
            depth.added(results);
            commits.expect();
            tellAll();
            return results;
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
            List<Lease> leases = claims.claim(request);
            if (leases.isEmpty() && leftBehind.unblock()) {
                leases = claims.claim(request);
            }
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (!leases.isEmpty() || left.isNegative() || left.isZero()) {
                return leases;
            }
            news.listen();
            if (!wakeup.await(seen, shorter(left, pause()))) {
                return List.of();
            }
        }
    }

    /** Returns how long a receiver that found nothing waits for a signal. */
    private Duration pause() {
        Duration pause = shorter(jittered(options.pollEvery()), commits.nextLook());
        if (pause.compareTo(AT_ONCE) <= 0) {
            return pause;
        }
        // not less: what is due and was not found is held by somebody who may take a while
        Duration due = claims.untilNextDue().orElse(pause);
        return due.compareTo(AT_ONCE) < 0 ? AT_ONCE : shorter(pause, due);
    }

    /** Keeps processes that were started together from asking together. */
    private static Duration jittered(Duration pause) {
        return Duration.ofNanos(
                (long) (pause.toNanos() * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public List<Settled> settle(List<Settlement> settlements) {
        Settling.Result result = database.write(handle -> settling.settle(handle.getConnection(), settlements));
        noteSettled(result);
        return result.answers();
    }

    /** In one transaction, unless it has to wait for something to be due. */
    @Override
    public Exchange exchange(List<Settlement> settlements, ReceiveRequest request) {
        SettledAndLeased both = database.write(handle -> new SettledAndLeased(
                settling.settle(handle.getConnection(), settlements), claims.claim(handle.getConnection(), request)));
        noteSettled(both.result());
        List<Lease> leases = both.leases().isEmpty() && !request.maxWait().isZero() ? receive(request) : both.leases();
        return new Exchange(both.result().answers(), leases);
    }

    private record SettledAndLeased(Settling.Result result, List<Lease> leases) {}

    private void noteSettled(Settling.Result result) {
        depth.removed(result.removed());
        if (result.mayHaveMadeDue()) {
            wakeup.signal();
        }
    }

    @Override
    public List<Settled> extend(List<Lease> leases, Duration lease) {
        return database.write(handle -> settling.extend(handle.getConnection(), leases, lease));
    }

    @Override
    public DeadLetters deadLetters() {
        return new JdbcDeadLetters(database, dead, this::tellAll);
    }

    @Override
    public Removed remove(String header, String value) {
        Removed removed = removal.remove(header, value);
        depth.removed(removed.waiting() + removed.leased());
        wakeup.signal();
        return removed;
    }

    @Override
    public QueueStats stats() {
        return database.read(handle -> counts.stats(handle.getConnection()));
    }

    @Override
    public String description() {
        return database.database().description(MIGRATIONS);
    }

    @Override
    public void close() {
        wakeup.close();
        news.close();
    }

    private void tellAll() {
        wakeup.signal();
        news.tell();
    }

    private List<PublishResult> insert(Connection connection, List<QueueMessage> batch) throws SQLException {
        depth.check(connection, batch);
        return messages.insert(connection, batch, MAX_BODY_BYTES);
    }
}
