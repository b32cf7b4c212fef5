package com.jkboat.notify.testkit.queue;

import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.queue.Capabilities;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Publishing in the caller's own transaction: Q-16. */
interface TransactionRules extends QueueRules {

    @Test
    @DisplayName("Q-16: shows a message if the caller's transaction commits, and not before")
    default void showsAMessageIfTheTransactionCommits() throws SQLException {
        try (Connection connection = begin()) {
            assertThat(publish(connection, message("a"), message("b"))).containsOnly(PublishResult.ACCEPTED);
            assertThat(it().receive(10)).isEmpty();
            assertThat(it().stats().ready()).isZero();

            connection.commit();
        }

        assertThat(it().receiveIds(10)).containsExactly("a", "b");
    }

    @Test
    @DisplayName("Q-16: never shows a message whose transaction is rolled back or abandoned")
    default void neverShowsAMessageThatWasRolledBack() throws SQLException {
        try (Connection connection = begin()) {
            publish(connection, message("a"));
            connection.rollback();
            publish(connection, message("b"));
            connection.rollback();
        }

        assertThat(it().receive(10)).isEmpty();
        assertThat(it().publish("a", "b")).containsOnly(PublishResult.ACCEPTED);
    }

    @Test
    @DisplayName("Q-16: finds a duplicate without spoiling the transaction")
    default void aDuplicateDoesNotSpoilTheTransaction() throws SQLException {
        it().publish("a");

        try (Connection connection = begin()) {
            assertThat(publish(connection, message("a"), message("b"), message("b")))
                    .containsExactly(PublishResult.DUPLICATE, PublishResult.ACCEPTED, PublishResult.DUPLICATE);
            assertThat(publish(connection, QueueMessage.of("a", new byte[0], "other"), message("c")))
                    .containsExactly(PublishResult.CONFLICT, PublishResult.ACCEPTED);
            connection.commit();
        }

        assertThat(it().receiveIds(10)).containsExactly("a", "b", "c");
    }

    @Test
    @DisplayName("Q-16: leaves transaction, autocommit, isolation and savepoints to the caller")
    default void leavesTheConnectionToTheCaller() throws SQLException {
        try (Connection connection = begin()) {
            int isolation = connection.getTransactionIsolation();

            publish(OnlyStatements.of(connection), message("a"), message("a"));

            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(connection.getTransactionIsolation()).isEqualTo(isolation);
            assertThat(connection.isClosed()).isFalse();
            connection.commit();
        }

        assertThat(it().receiveIds(10)).containsExactly("a");
    }

    @Test
    @DisplayName("Q-16: takes back a message with the caller's savepoint")
    default void goesWithTheCallersSavepoint() throws SQLException {
        try (Connection connection = begin()) {
            publish(connection, message("a"));
            Savepoint savepoint = connection.setSavepoint();
            publish(connection, message("b"));
            connection.rollback(savepoint);
            publish(connection, message("c"));
            connection.commit();
        }

        assertThat(it().receiveIds(10)).containsExactly("a", "c");
    }

    @Test
    @DisplayName("Q-16: refuses a connection in autocommit mode, says why, and stores nothing")
    default void refusesAConnectionInAutocommitMode() throws SQLException {
        it().onlyIfOffered("transactions", Capabilities::transactionalPublish);

        try (Connection connection = it().connect()) {
            assertThatThrownBy(() -> publish(connection, message("a")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("NTF-022")
                    .hasMessageContaining("setAutoCommit(false)");
        }

        assertThat(it().receive(10)).isEmpty();
    }

    @Test
    @DisplayName("Q-16: refuses a transaction it cannot take part in, and does not touch its connection")
    default void refusesATransactionItCannotTakePartIn() {
        it().onlyIfOffered("being without transactions", offers -> !offers.transactionalPublish());

        assertThatThrownBy(() -> publish(NoConnection.create(), message("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("NTF-023");
    }

    private Connection begin() throws SQLException {
        it().onlyIfOffered("transactions", Capabilities::transactionalPublish);
        Connection connection = it().connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private List<PublishResult> publish(Connection connection, QueueMessage... messages) {
        return it().queue().publish(List.of(messages), connection);
    }
}
