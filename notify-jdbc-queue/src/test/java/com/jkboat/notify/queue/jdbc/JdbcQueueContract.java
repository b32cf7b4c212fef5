package com.jkboat.notify.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.QueueFullException;
import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.testkit.queue.NotificationQueueContract;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract, and what only a database can promise. */
abstract class JdbcQueueContract extends NotificationQueueContract {

    private Database database;

    abstract Database openDatabase();

    abstract String url();

    /** Returns the statement part that takes milliseconds off a time. */
    abstract String earlier(String column, long millis);

    @Override
    protected NotificationQueue open() {
        database = openDatabase();
        return JdbcNotificationQueue.open(database, JdbcQueueOptions.DEFAULTS);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Override
    protected void pass(Duration time) {
        long millis = time.toMillis();
        database.write(handle -> handle.execute("UPDATE notify_message SET available_at = "
                + earlier("available_at", millis) + ", not_before = " + earlier("not_before", millis)));
    }

    @Override
    protected Instant now() {
        return Instant.now();
    }

    @Test
    void showsAMessageIfAndOnlyIfTheCallersTransactionCommits() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url())) {
            connection.setAutoCommit(false);
            assertThat(queue().publish(List.of(message("a")), connection)).containsExactly(PublishResult.ACCEPTED);
            connection.rollback();
            assertThat(receive(10)).isEmpty();

            queue().publish(List.of(message("a")), connection);
            assertThat(queue().publish(List.of(message("a")), connection)).containsExactly(PublishResult.DUPLICATE);
            queue().publish(List.of(message("b")), connection);
            assertThat(connection.getAutoCommit()).isFalse();
            connection.commit();
        }

        assertThat(ids(receive(10))).containsExactly("a", "b");
    }

    @Test
    void refusesAConnectionInAutocommitMode() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url())) {
            assertThatThrownBy(() -> queue().publish(List.of(message("a")), connection))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("NTF-022");
        }

        assertThat(receive(10)).isEmpty();
    }

    @Test
    void takesNothingOfABatchThatDoesNotFit() {
        NotificationQueue small = JdbcNotificationQueue.open(database, JdbcQueueOptions.DEFAULTS.withMaxDepth(2));

        assertThatThrownBy(() -> small.publish(List.of(message("a"), message("b"), message("c"))))
                .isInstanceOf(QueueFullException.class);

        assertThat(small.stats().ready()).isZero();
    }

    @Test
    void keepsWhatWasAcceptedWhenItIsOpenedAgain() {
        queue().publish(List.of(message("a")));
        queue().close();

        NotificationQueue again = JdbcNotificationQueue.open(database, JdbcQueueOptions.DEFAULTS);

        assertThat(again.stats().ready()).isEqualTo(1);
        assertThat(again.stats().oldestReady()).isPresent();
    }
}
