package com.jkboat.notify.queue.jdbc;

import static com.jkboat.notify.testkit.queue.QueueProbe.keyed;
import static com.jkboat.notify.testkit.queue.QueueProbe.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import com.jkboat.notify.jdbc.PostgresServer;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.QueueMessage;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * How many pages of 8 KB the statements of a claim touch, whatever the machine.
 *
 * <p>Among 20,000 rows; {@code -Dnotify.rows=1000000} asks the same among a million.
 */
class PostgresCostTest {

    private static final int ROWS = Integer.getInteger("notify.rows", 20_000);
    private static final int OF_EACH_LANE = 10;
    private static final int CLAIMED = 4 * OF_EACH_LANE;
    private static final int PAGES_PER_MESSAGE = 30;

    private Database database;
    private DueMessages due;

    @BeforeEach
    void open() {
        database = Database.open(DatabaseOptions.of(PostgresServer.emptyDatabase()));
        JdbcNotificationQueue.open(database, JdbcQueueOptions.DEFAULTS).close();
        due = new DueMessages(database.dialect());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    @DisplayName("a claim among many ready messages touches 30 pages for each at most")
    void claimsAmongManyReadyMessages() throws SQLException {
        crowd("ready", "statement_timestamp()", ROWS);

        assertThat(pagesOfAClaim()).isLessThan(PAGES_PER_MESSAGE * CLAIMED);
    }

    @Test
    @DisplayName("a claim among many delayed messages touches 30 pages for each at most")
    void claimsAmongManyDelayedMessages() throws SQLException {
        crowd("later", "statement_timestamp() + INTERVAL '1 hour'", ROWS);
        crowd("ready", "statement_timestamp()", 2 * CLAIMED);

        assertThat(pagesOfAClaim()).isLessThan(PAGES_PER_MESSAGE * CLAIMED);
    }

    @Test
    @DisplayName("a look into a queue where nothing is due touches a handful of pages")
    void looksWhereNothingIsDue() throws SQLException {
        crowd("later", "statement_timestamp() + INTERVAL '1 hour'", ROWS);

        for (String sql : List.of(due.countStatement(), due.nextStatement(), due.anyStatement())) {
            String plan = explain(sql.replace("?", "50"));
            assertThat(pages(plan)).as(plan).isLessThanOrEqualTo(30);
        }
    }

    @Test
    @DisplayName("the counts end at their limit, however much is there")
    void countsNoFurtherThanTheLimit() throws SQLException {
        crowd("ready", "statement_timestamp()", ROWS);
        crowd("later", "statement_timestamp() + INTERVAL '1 hour'", ROWS);

        String plan = explain(new QueueCounts(database.dialect()).statement());

        assertThat(plan).doesNotContain("Seq Scan on notify_message");
        Matcher rows = Pattern.compile("actual (?:time=\\S+ )?rows=(\\d+)").matcher(plan);
        while (rows.find()) {
            assertThat(Long.parseLong(rows.group(1))).as(plan).isLessThanOrEqualTo(8L * QueueCounts.LIMIT);
        }
    }

    @Test
    @DisplayName("Q-18: a crowd of one key in front of 1,000 others costs each claim 100 pages at most")
    void claimsBehindACrowdOfOneKey() throws SQLException {
        PostgresServer.execute("ALTER TABLE notify_message SET (autovacuum_enabled = false)");
        try (NotificationQueue queue = JdbcNotificationQueue.open(database, JdbcQueueOptions.DEFAULTS)) {
            crowd("later", "statement_timestamp() + INTERVAL '1 hour'", ROWS);
            publish(queue, 1000, i -> keyed("a" + i, "a" + i));
            double alone = pagesOfClaims(queue);
            publish(queue, ROWS, i -> keyed("hot" + i, "hot"));
            publish(queue, 1000, i -> keyed("b" + i, "b" + i));

            double behind = pagesOfClaims(queue);

            assertThat(behind).isLessThan(alone + 100);
        }
    }

    /** Claims a thousand messages, ten at a time; tells the pages of one on average, once the plans are made. */
    private double pagesOfClaims(NotificationQueue queue) {
        int plans = 20;
        long before = 0;
        for (int i = 0; i < 100; i++) {
            before = i == plans ? pagesSoFar() : before;
            assertThat(queue.receive(request(10, Duration.ZERO))).hasSize(10);
        }
        return (pagesSoFar() - before) / (100.0 - plans);
    }

    private long pagesSoFar() {
        database.write(handle -> handle.execute("SELECT pg_stat_force_next_flush()"));
        return database.write(handle -> handle.createQuery(
                        "SELECT blks_hit + blks_read FROM pg_stat_database" + " WHERE datname = current_database()")
                .mapTo(Long.class)
                .one());
    }

    private static void publish(NotificationQueue queue, int count, IntFunction<QueueMessage> making) {
        for (int from = 0; from < count; from += 1000) {
            queue.publish(IntStream.range(from, Math.min(count, from + 1000))
                    .mapToObj(making)
                    .toList());
        }
    }

    private int pagesOfAClaim() throws SQLException {
        String limit = String.valueOf(OF_EACH_LANE);
        String count = explain(due.countStatement().replace("?", String.valueOf(CLAIMED)));
        String pick = explain(due.pickStatement().replace("?", limit));
        String take = explain(due.takeStatement()
                .replaceFirst("\\?", "60000")
                .replaceFirst("\\?", "1")
                .replaceFirst("\\?", "'worker'")
                .replace(":ids", picked(due.pickStatement().replace("?", limit))));
        List<Integer> pages = List.of(pages(count), pages(pick), pages(take));
        assertThat(count + pick + take).doesNotContain("Seq Scan on notify_message");
        return pages.stream().mapToInt(Integer::intValue).sum();
    }

    private String picked(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(PostgresServer.url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<Long> ids = new ArrayList<>();
            while (row.next()) {
                ids.add(row.getLong("id"));
            }
            assertThat(ids).hasSize(CLAIMED);
            return ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
    }

    private static void crowd(String name, String due, int count) throws SQLException {
        PostgresServer.execute(
                "INSERT INTO notify_message (message_id, fingerprint, lane, headers, body, available_at, enqueued_at)"
                        + " SELECT '" + name + "' || n, 'x', n % 4, '', convert_to(repeat('x', 500), 'UTF8'), " + due
                        + ", statement_timestamp() FROM generate_series(1, " + count + ") n",
                "VACUUM ANALYZE notify_message");
    }

    private static String explain(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(PostgresServer.url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("EXPLAIN (ANALYZE, BUFFERS) " + sql)) {
            StringBuilder plan = new StringBuilder();
            while (row.next()) {
                plan.append(row.getString(1)).append('\n');
            }
            return plan.toString();
        }
    }

    /** Reads the pages of the top node, which includes the others. */
    private static int pages(String plan) {
        Matcher buffers = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?")
                .matcher(plan);
        assertThat(buffers.find()).isTrue();
        int pages = 0;
        for (int group = 1; group <= 2; group++) {
            pages += buffers.group(group) == null ? 0 : Integer.parseInt(buffers.group(group));
        }
        return pages;
    }
}
