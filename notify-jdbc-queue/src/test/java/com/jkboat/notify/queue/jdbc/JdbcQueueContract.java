package com.jkboat.notify.queue.jdbc;

import static com.jkboat.notify.testkit.queue.QueueProbe.ids;
import static com.jkboat.notify.testkit.queue.QueueProbe.keyed;
import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static com.jkboat.notify.testkit.queue.QueueProbe.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.QueueStats.Accuracy;
import com.jkboat.notify.queue.Settlement;
import com.jkboat.notify.testkit.queue.NotificationQueueContract;
import com.jkboat.notify.testkit.queue.QueueProbe;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contract, and what only a database can promise. */
abstract class JdbcQueueContract extends NotificationQueueContract {

    private final ExecutorService receiver = Executors.newSingleThreadExecutor();
    private Database database;

    abstract Database openDatabase();

    /** Returns the address of the database. */
    public abstract String url();

    /** Returns the statement part that takes milliseconds off a time. */
    abstract String earlier(String column, long millis);

    final Database database() {
        return database;
    }

    @Override
    protected NotificationQueue open() {
        database = openDatabase();
        return JdbcNotificationQueue.open(database, JdbcQueueOptions.DEFAULTS);
    }

    @Override
    protected Optional<NotificationQueue> openWithMaxDepth(int messages) {
        return Optional.of(JdbcNotificationQueue.open(database, JdbcQueueOptions.DEFAULTS.withMaxDepth(messages)));
    }

    @Override
    protected Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    @AfterEach
    void closeDatabase() {
        receiver.shutdownNow();
        database.close();
    }

    @Override
    protected void pass(Duration time) {
        long millis = time.toMillis();
        execute("UPDATE notify_message SET available_at = " + earlier("available_at", millis) + ", not_before = "
                + earlier("not_before", millis) + ", enqueued_at = " + earlier("enqueued_at", millis));
        execute("UPDATE notify_dead_message SET not_before = " + earlier("not_before", millis) + ", enqueued_at = "
                + earlier("enqueued_at", millis));
    }

    @Override
    protected Instant now() {
        return Instant.now();
    }

    private void execute(String sql) {
        database.write(handle -> handle.execute(sql));
    }

    @Test
    @DisplayName("wakes a receiver soon after the commit of a caller's transaction")
    void wakesAReceiverAfterTheCommitOfACaller() throws Exception {
        NotificationQueue patient = patientQueue();
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            Future<List<Lease>> waiting = receiver.submit(() -> patient.receive(request(1, Duration.ofMinutes(1))));

            patient.publish(List.of(message("a")), connection);
            assertThat(waiting).isNotDone();
            connection.commit();

            assertThat(ids(waiting.get(20, TimeUnit.SECONDS))).containsExactly("a");
        }
    }

    @Test
    @DisplayName("Q-10: a waiting receiver sleeps until the next message is due")
    void sleepsUntilTheNextMessageIsDue() throws Exception {
        NotificationQueue patient = patientQueue();
        patient.publish(List.of(message("a").withNotBefore(now().plusMillis(500))));

        assertThat(ids(receiver.submit(() -> patient.receive(request(1, Duration.ofMinutes(1))))
                        .get(20, TimeUnit.SECONDS)))
                .containsExactly("a");
    }

    /** Opens a queue that would not look again before a test has failed. */
    private NotificationQueue patientQueue() {
        return JdbcNotificationQueue.open(database, JdbcQueueOptions.DEFAULTS.withPollEvery(Duration.ofMinutes(1)));
    }

    @Test
    @DisplayName("Q-1: keeps what was accepted when it is opened again")
    void keepsWhatWasAcceptedWhenItIsOpenedAgain() {
        it().publish("a");
        queue().close();

        NotificationQueue again = JdbcNotificationQueue.open(database, JdbcQueueOptions.DEFAULTS);

        assertThat(again.stats().ready()).isEqualTo(1);
        assertThat(again.stats().oldestReady()).isPresent();
    }

    @Test
    @DisplayName("forgets who had a message once it is given back")
    void forgetsWhoHadAMessage() {
        it().publish("a", "b");
        it().settle(new Settlement.Retry(it().receiveOne(), Duration.ofHours(1), "again"));
        it().settle(new Settlement.Release(it().receiveOne(), Duration.ofHours(1)));

        long owned = database.read(handle -> handle.createQuery(
                        "SELECT count(*) FROM notify_message WHERE lease_owner IS NOT NULL OR lease_token IS NOT NULL")
                .mapTo(Long.class)
                .one());
        assertThat(owned).isZero();
    }

    @Test
    @DisplayName("Q-18: finds a message whose older one was deleted by hand")
    void findsWhatWasLeftBehind() {
        it().publish(keyed("first", "a"), keyed("second", "a"));
        assertThat(it().receiveIds(10)).containsExactly("first");
        assertThat(it().receive(10)).isEmpty();
        execute("DELETE FROM notify_message WHERE message_id = 'first'");

        NotificationQueue again = JdbcNotificationQueue.open(database, JdbcQueueOptions.DEFAULTS);

        assertThat(QueueProbe.ids(again.receive(QueueProbe.request(10, Duration.ZERO))))
                .containsExactly("second");
    }

    @Test
    @DisplayName("stats: says that it counted up to a limit")
    void saysThatItCountedUpToALimit() {
        List<QueueMessage> crowd = new ArrayList<>();
        for (int i = 0; i < QueueCounts.LIMIT + 1; i++) {
            crowd.add(QueueProbe.message("m" + i).withNotBefore(now().plusSeconds(3600)));
        }
        it().queue().publish(crowd.subList(1, QueueCounts.LIMIT));
        assertThat(it().stats().accuracy()).isEqualTo(Accuracy.EXACT);

        it().queue().publish(crowd);

        assertThat(it().stats().accuracy()).isEqualTo(Accuracy.CAPPED);
        assertThat(it().stats().scheduled()).isEqualTo(QueueCounts.LIMIT);
        it().pass(Duration.ofHours(2));
        assertThat(it().stats().accuracy()).isEqualTo(Accuracy.CAPPED);
        assertThat(it().stats().ready()).isEqualTo(QueueCounts.LIMIT);
    }
}
