package com.jkboat.notify.queue.jdbc;

import static com.jkboat.notify.testkit.queue.QueueProbe.ids;
import static com.jkboat.notify.testkit.queue.QueueProbe.keyed;
import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.testkit.queue.QueueProbe;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A database in which others write while the caller's transaction is open. */
interface ServerRules {

    QueueProbe it();

    /** Returns where another process finds the database. */
    String url();

    @Test
    @DisplayName("Q-1, Q-16: hands out what a slow transaction published, though younger ones are long done")
    default void handsOutWhatASlowTransactionPublished() throws SQLException {
        try (Connection slow = begin()) {
            it().queue().publish(List.of(message("early"), keyed("early of key", "k")), slow);
            for (int i = 0; i < 50; i++) {
                it().publish("young" + i);
                it().acknowledge(it().receive(10));
            }
            assertThat(it().receive(10)).isEmpty();
            slow.commit();
        }

        List<Lease> late = it().receive(10);
        assertThat(ids(late)).containsExactlyInAnyOrder("early", "early of key");
        it().acknowledge(late);
        assertThat(it().stats().isIdle()).isTrue();
    }

    @Test
    @DisplayName("Q-16: many transactions that publish at once, of which some roll back, leave what was committed")
    default void leavesWhatWasCommitted() throws SQLException {
        for (int round = 0; round < 20; round++) {
            try (Connection one = begin();
                    Connection other = begin()) {
                it().queue().publish(List.of(message("kept" + round)), one);
                it().queue().publish(List.of(message("gone" + round)), other);
                other.rollback();
                one.commit();
            }
        }

        assertThat(it().receiveIds(100)).hasSize(20).allMatch(id -> id.startsWith("kept"));
    }

    private Connection begin() throws SQLException {
        Connection connection = DriverManager.getConnection(url());
        connection.setAutoCommit(false);
        return connection;
    }
}
