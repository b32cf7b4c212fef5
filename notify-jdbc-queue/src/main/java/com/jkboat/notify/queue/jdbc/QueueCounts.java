package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.Priority;
import com.jkboat.notify.jdbc.Dialect;
import com.jkboat.notify.queue.QueueStats;
import com.jkboat.notify.queue.QueueStats.Accuracy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts what is in the queue, each number up to a limit: an exact count of a million rows takes a third of a second.
 *
 * <p>Each lane is counted along the claim index, by a range that ends at the limit.
 */
final class QueueCounts {

    /** Rows of each kind and lane that are looked at; what is more is not known to be there. */
    static final int LIMIT = 10_000;

    private final Dialect dialect;
    private final String sql;

    QueueCounts(Dialect dialect) {
        this.dialect = dialect;
        this.sql = "SELECT * FROM (SELECT count(*) AS ready, " + dialect.millisUntil("MIN(available_at)")
                + " AS oldest FROM (" + due() + ") d) a CROSS JOIN (SELECT count(*) AS later,"
                + " count(lease_token) AS leased,"
                + " count(CASE WHEN lease_token IS NULL AND not_before > " + dialect.now() + " THEN 1 END) AS scheduled"
                + " FROM (" + later() + ") l) b CROSS JOIN (SELECT count(*) AS dead FROM (SELECT 1"
                + " FROM notify_dead_message LIMIT " + LIMIT + ") x) c";
    }

    // a blocked message is due as well, it only has to wait for its turn
    private String due() {
        return ofEachLane(lane -> range(0, lane, "<=")) + " UNION ALL " + ofEachLane(lane -> range(1, lane, "<="))
                + " UNION ALL " + ofEachLane(lane -> range(KeyOrder.PRESUMED, lane, "<="));
    }

    private String later() {
        return ofEachLane(lane -> range(0, lane, ">"));
    }

    private String range(int blocked, int lane, String comparison) {
        return "SELECT * FROM (SELECT available_at, lease_token, not_before FROM notify_message WHERE blocked = "
                + blocked + " AND lane = " + lane + " AND available_at " + comparison + " " + dialect.now()
                + " ORDER BY blocked, lane, available_at LIMIT " + LIMIT + ") lane" + lane;
    }

    private static String ofEachLane(IntFunction<String> part) {
        return IntStream.range(0, Priority.values().length).mapToObj(part).collect(Collectors.joining(" UNION ALL "));
    }

    String statement() {
        return sql;
    }

    /** Counts everything. */
    QueueStats stats(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            long ready = row.getLong("ready");
            long later = row.getLong("later");
            long leased = row.getLong("leased");
            long scheduled = row.getLong("scheduled");
            long dead = row.getLong("dead");
            long untilOldest = row.getLong("oldest");
            Optional<Duration> oldest =
                    row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(Math.max(0, -untilOldest)));
            boolean capped = ready >= LIMIT || later >= LIMIT || dead == LIMIT;
            return new QueueStats(
                    ready,
                    leased,
                    later - leased - scheduled,
                    scheduled,
                    dead,
                    oldest,
                    capped ? Accuracy.CAPPED : Accuracy.EXACT);
        }
    }

    /** Counts every row up to a limit. */
    long depth(Connection connection, long most) throws SQLException {
        String count = "SELECT count(*) FROM (SELECT 1 FROM notify_message LIMIT " + most + ") c";
        try (PreparedStatement statement = connection.prepareStatement(count);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
