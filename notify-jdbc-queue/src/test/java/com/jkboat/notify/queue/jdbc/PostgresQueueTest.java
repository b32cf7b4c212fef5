package com.jkboat.notify.queue.jdbc;

import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import com.jkboat.notify.testkit.queue.QueueProbe;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresQueueTest extends JdbcQueueContract implements ProcessRules, ServerRules {

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    Database openDatabase() {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Database.open(DatabaseOptions.of(url()));
    }

    @Override
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    String earlier(String column, long millis) {
        return column + " - " + millis + " * INTERVAL '1 millisecond'";
    }

    @Test
    @DisplayName("a claim among many delayed messages and a crowd of one key reads a hundred pages at most")
    void readsFewPagesForAClaim() throws SQLException {
        crowd(0, "'hot'", "statement_timestamp()", 20_000);
        crowd(1, "NULL", "statement_timestamp() + INTERVAL '1 hour'", 30_000);
        it().publish("due");
        while (!it().receive(10).isEmpty()) {
            // until the crowd is out of the way, once
        }
        it().publish("due1", "due2");
        // as autovacuum does after 2,000 changes: until then dead entries are read too, and after it the planner knows
        // that one key is common
        execute("VACUUM ANALYZE notify_message");
        DueMessages due = new DueMessages(database().dialect());

        for (String sql : List.of(due.countStatement(), due.pickStatement())) {
            String plan = explain(sql);

            assertThat(plan).doesNotContain("Seq Scan").doesNotContain("Sort").contains("notify_message_claim");
            assertThat(pages(plan)).as(plan).isLessThan(100);
        }
    }

    @Test
    @DisplayName("the counts read along the claim index, each lane up to the limit")
    void countsAlongTheClaimIndex() throws SQLException {
        crowd(1, "NULL", "statement_timestamp() + INTERVAL '1 hour'", 50_000);

        String plan = explain(new QueueCounts(database().dialect()).statement());

        assertThat(plan).doesNotContain("Seq Scan on notify_message").contains("notify_message_claim");
    }

    @ParameterizedTest(name = "reWriteBatchedInserts={0}")
    @ValueSource(strings = {"true", "false"})
    @DisplayName("Q-5, Q-12: tells what was stored and settled, though the driver rewrites batches")
    void doesNotCountUpdates(String rewrites) throws SQLException {
        String url = url() + "&reWriteBatchedInserts=" + rewrites;
        it().publish("a");
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            assertThat(queue().publish(List.of(message("a"), message("b"), message("c"), message("c")), connection))
                    .containsExactly(
                            PublishResult.DUPLICATE,
                            PublishResult.ACCEPTED,
                            PublishResult.ACCEPTED,
                            PublishResult.DUPLICATE);
            connection.commit();
        }
        try (Database database = Database.open(DatabaseOptions.of(url));
                NotificationQueue queue = JdbcNotificationQueue.open(database, JdbcQueueOptions.DEFAULTS)) {
            List<Lease> leases = queue.receive(QueueProbe.request(3, Duration.ZERO));
            List<Settlement> twice = List.of(
                    new Settlement.Retry(leases.get(0), Duration.ZERO, "again"),
                    new Settlement.Retry(leases.get(1), Duration.ZERO, "again"),
                    new Settlement.Bury(leases.get(2), "hopeless"),
                    new Settlement.Acknowledge(leases.get(2)));

            assertThat(queue.settle(twice)).containsExactly(Settled.DONE, Settled.DONE, Settled.DONE, Settled.LOST);
        }
    }

    private void crowd(int first, String key, String due, int count) throws SQLException {
        execute("INSERT INTO notify_message (message_id, fingerprint, lane, ordering_key, headers, body, available_at,"
                + " enqueued_at) SELECT 'crowd' || " + first + " || '-' || n, 'x', n % 4, " + key
                + ", '', convert_to(repeat('x', 500), 'UTF8'), " + due
                + ", statement_timestamp() FROM generate_series(1, " + count + ") n");
        execute("ANALYZE notify_message");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String explain(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("EXPLAIN (ANALYZE, BUFFERS) " + sql.replace("?", "10"))) {
            StringBuilder plan = new StringBuilder();
            while (row.next()) {
                plan.append(row.getString(1)).append('\n');
            }
            return plan.toString();
        }
    }

    private static int pages(String plan) {
        Matcher buffers = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?")
                .matcher(plan);
        assertThat(buffers.find()).isTrue(); // of the top node, which includes the others
        return Stream.of(buffers.group(1), buffers.group(2))
                .filter(Objects::nonNull)
                .mapToInt(Integer::parseInt)
                .sum();
    }
}
