package com.jkboat.notify.queue.jdbc;

import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import com.jkboat.notify.jdbc.MariaDbServer;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.testkit.queue.QueueProbe;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MariaDbQueueTest extends JdbcQueueContract implements ProcessRules, ServerRules {

    @BeforeAll
    static void needServer() {
        MariaDbServer.assumeInstalled();
    }

    @Override
    Database openDatabase() {
        return Database.open(DatabaseOptions.of(MariaDbServer.emptyDatabase()));
    }

    @Override
    public String url() {
        return MariaDbServer.url();
    }

    @Override
    String earlier(String column, long millis) {
        return column + " - INTERVAL " + 1000 * millis + " MICROSECOND";
    }

    @Test
    @DisplayName("Q-16: sees a conflict that was committed after the caller's snapshot was taken")
    void seesAConflictAfterTheSnapshot() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM notify_message"); // REPEATABLE READ: from here on, nothing is new
            it().publish("a");

            List<PublishResult> results = queue().publish(
                            List.of(
                                    QueueMessage.of("a", new byte[0], "other"),
                                    message("a"),
                                    message("b"),
                                    message("b"),
                                    QueueMessage.of("b", new byte[0], "other")),
                            connection);

            assertThat(results)
                    .containsExactly(
                            PublishResult.CONFLICT,
                            PublishResult.DUPLICATE,
                            PublishResult.ACCEPTED,
                            PublishResult.DUPLICATE,
                            PublishResult.CONFLICT);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"useServerPrepStmts=true", "useAffectedRows=true", "allowMultiQueries=true"})
    @DisplayName("Q-12, Q-16: tells what was stored, however the caller's driver is set up")
    void doesNotDependOnTheDriversSettings(String setting) throws SQLException {
        it().publish("a");
        try (Connection connection = DriverManager.getConnection(url() + "&" + setting)) {
            connection.setAutoCommit(false);

            assertThat(queue().publish(List.of(message("a"), message("b"), message("c"), message("c")), connection))
                    .containsExactly(
                            PublishResult.DUPLICATE,
                            PublishResult.ACCEPTED,
                            PublishResult.ACCEPTED,
                            PublishResult.DUPLICATE);
            connection.commit();
        }
        assertThat(it().receiveIds(10)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    @DisplayName("Q-12: tells ids apart that differ in case or in blanks at their ends")
    void tellsIdsApart() {
        assertThat(it().publish("a", "A", "a ", "\u00e4")).containsOnly(PublishResult.ACCEPTED);
    }

    @Test
    @DisplayName("takes a batch of bodies that is larger than what the server takes at once")
    void takesALargeBatch() {
        byte[] body = new byte[queue().capabilities().maxBodyBytes()];
        List<QueueMessage> batch = IntStream.range(0, 20)
                .mapToObj(i -> QueueMessage.of("m" + i, body, "print"))
                .toList();

        assertThat(queue().publish(batch)).hasSize(20).containsOnly(PublishResult.ACCEPTED);
    }

    @Test
    @DisplayName("a claim and the counts read along the claim index, though most messages are not due")
    void walksAlongTheClaimIndex() throws SQLException {
        MariaDbServer.execute(
                "INSERT INTO notify_message (message_id, fingerprint, lane, headers, body, available_at,"
                        + " enqueued_at, publication) SELECT CONCAT('crowd', seq), 'x', seq % 4, '', REPEAT('x', 500),"
                        + " UTC_TIMESTAMP(6) + INTERVAL 1 HOUR, UTC_TIMESTAMP(6), 0 FROM "
                        + MariaDbServer.numbersTo(30000),
                "ANALYZE TABLE notify_message");
        it().publish("due");
        DueMessages due = new DueMessages(database().dialect());

        assertThat(rowsRead(due.countStatement(), 10)).isLessThan(50);
        assertThat(rowsRead(due.pickStatement(), 10)).isLessThan(50);
        assertThat(rowsRead(new QueueCounts(database().dialect()).statement(), 0))
                .isLessThan(4 * 30_000);
    }

    @Test
    @DisplayName("Q-18: a claim among a crowd of one key takes a step for each, not all of the crowd")
    void readsLittleOfACrowdOfOneKey() throws SQLException {
        MariaDbServer.execute(
                "INSERT INTO notify_message (message_id, fingerprint, lane, ordering_key, headers, body, available_at,"
                        + " enqueued_at, publication) SELECT CONCAT('crowd', seq), 'x', 0, 'hot', '', 'x',"
                        + " UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), 0 FROM " + MariaDbServer.numbersTo(20000),
                "ANALYZE TABLE notify_message");
        long before = stepsInIndexes();

        List<Lease> leases = it().receive(10);
        it().acknowledge(leases);

        assertThat(QueueProbe.ids(leases)).containsExactly("crowd1");
        // looked at twice 1,000 at most, blocked all but one, and found the next
        assertThat(stepsInIndexes() - before).isLessThan(5000);
    }

    private long stepsInIndexes() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return sum(
                    statement, "SHOW GLOBAL STATUS WHERE variable_name IN ('Handler_read_next', 'Handler_read_prev')");
        }
    }

    private static long sum(Statement statement, String status) throws SQLException {
        try (ResultSet row = statement.executeQuery(status)) {
            long sum = 0;
            while (row.next()) {
                sum += row.getLong(2);
            }
            return sum;
        }
    }

    /** Runs a statement and counts the rows it read. */
    private long rowsRead(String sql, int limit) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql);
                Statement session = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                statement.setInt(i, limit);
            }
            session.execute("FLUSH STATUS");
            List<Object> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(row.getObject(1));
                }
            }
            assertThat(rows).isNotEmpty();
            return sum(session, "SHOW SESSION STATUS LIKE 'Handler_read%'");
        }
    }
}
