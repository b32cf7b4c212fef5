package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.jdbc.Dialect;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.QueueStats;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The statements on the table of waiting messages.
 *
 * <p>One time column says everything: {@code available_at} is the schedule, the time of a retry and the end of a lease.
 * Every statement about a lease carries its token, so that whoever comes late changes nothing.
 */
final class MessageTable {

    /** Depth is counted up to here: an exact count of a million rows takes a third of a second. */
    static final int COUNT_LIMIT = 10_000;

    private final Dialect dialect;
    private final MessageRows rows;

    MessageTable(Dialect dialect) {
        this.dialect = dialect;
        this.rows = new MessageRows(dialect);
    }

    /** Inserts what is not there yet; a duplicate is found without an error that would spoil the transaction. */
    List<PublishResult> insert(Connection connection, List<QueueMessage> messages, int maxBodyBytes)
            throws SQLException {
        String sql = "INSERT INTO notify_message (message_id, fingerprint, lane, not_before, not_after, ordering_key,"
                + " headers, body, available_at, enqueued_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, "
                + dialect.laterOf(dialect.now(), "?") + ", " + dialect.now() + ") ON CONFLICT DO NOTHING";
        Map<Integer, PublishResult> results = new TreeMap<>();
        List<Integer> places = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < messages.size(); i++) {
                if (messages.get(i).body().length > maxBodyBytes) {
                    results.put(i, PublishResult.TOO_LARGE);
                } else {
                    rows.bind(statement, messages.get(i));
                    rows.bindTime(statement, 9, messages.get(i).notBefore());
                    statement.addBatch();
                    places.add(i);
                }
            }
            int[] counts = statement.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                int place = places.get(i);
                results.put(place, counts[i] == 0 ? repeated(connection, messages.get(place)) : PublishResult.ACCEPTED);
            }
        }
        return List.copyOf(results.values());
    }

    private static PublishResult repeated(Connection connection, QueueMessage message) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT fingerprint FROM notify_message WHERE message_id = ?")) {
            statement.setString(1, message.id());
            try (ResultSet row = statement.executeQuery()) {
                boolean other = row.next() && !row.getString(1).equals(message.fingerprint());
                return other ? PublishResult.CONFLICT : PublishResult.DUPLICATE;
            }
        }
    }

    /** Leases what is due in one lane, the longest due first; nothing that has an older one of its key. */
    List<Lease> claim(Connection connection, int lane, int most, Token token) throws SQLException {
        String due = "SELECT m.id FROM notify_message m WHERE m.lane = ? AND m.available_at <= " + dialect.now()
                + " AND NOT EXISTS (SELECT 1 FROM notify_message older WHERE older.ordering_key = m.ordering_key"
                + " AND older.id < m.id)"
                + " ORDER BY m.available_at, m.id LIMIT ?";
        String sql = "UPDATE notify_message SET available_at = " + dialect.nowPlusMillis()
                + ", deliveries = deliveries + 1, lease_token = ?, lease_owner = ? WHERE "
                + dialect.amongLocked("id", due) + " RETURNING *";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, token.lease().toMillis());
            statement.setLong(2, token.value());
            statement.setString(3, token.owner());
            statement.setInt(4, lane);
            statement.setInt(5, most);
            try (ResultSet row = statement.executeQuery()) {
                List<Lease> leases = new ArrayList<>();
                while (row.next()) {
                    leases.add(rows.lease(row));
                }
                return leases;
            }
        }
    }

    /**
     * What a claim writes into the rows it takes.
     *
     * @param value the fence: whoever settles must know it
     * @param owner for people
     * @param lease how long the rows are ours
     */
    record Token(long value, String owner, Duration lease) {}

    boolean delete(Connection connection, Handle handle) throws SQLException {
        return changed(connection, "DELETE FROM notify_message" + fence(), handle);
    }

    /** Takes out a row whose lease was just seen to last, in this transaction; time that passes meanwhile is no matter. */
    boolean deleteLeased(Connection connection, Handle handle) throws SQLException {
        return changed(connection, "DELETE FROM notify_message WHERE id = ? AND lease_token = ?", handle);
    }

    boolean retry(Connection connection, Handle handle, Duration delay, String reason) throws SQLException {
        String sql = "UPDATE notify_message SET available_at = " + dialect.nowPlusMillis()
                + ", lease_token = NULL, failures = failures + 1, last_error = ?" + fence();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, delay.toMillis());
            statement.setString(2, reason);
            return handle.execute(statement, 3);
        }
    }

    boolean release(Connection connection, Handle handle, Duration delay) throws SQLException {
        String sql = "UPDATE notify_message SET available_at = " + dialect.nowPlusMillis()
                + ", lease_token = NULL, deliveries = deliveries - 1" + fence();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, delay.toMillis());
            return handle.execute(statement, 2);
        }
    }

    boolean extend(Connection connection, Handle handle, Duration lease) throws SQLException {
        String sql = "UPDATE notify_message SET available_at = " + dialect.nowPlusMillis() + fence();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, lease.toMillis());
            return handle.execute(statement, 2);
        }
    }

    /** Counts up to a limit; see {@link #COUNT_LIMIT}. */
    long countUpTo(Connection connection, String condition, long limit) throws SQLException {
        String sql =
                "SELECT count(*) FROM (SELECT 1 FROM notify_message WHERE " + condition + " LIMIT " + limit + ") c";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    QueueStats stats(Connection connection, long dead) throws SQLException {
        String due = "available_at <= " + dialect.now();
        String later = "available_at > " + dialect.now();
        String scheduled = "not_before IS NOT NULL AND not_before > " + dialect.now();
        long ready = countUpTo(connection, due, COUNT_LIMIT);
        long leased = countUpTo(connection, later + " AND lease_token IS NOT NULL", COUNT_LIMIT);
        long planned = countUpTo(connection, later + " AND lease_token IS NULL AND " + scheduled, COUNT_LIMIT);
        long delayed =
                countUpTo(connection, later + " AND lease_token IS NULL AND NOT (" + scheduled + ")", COUNT_LIMIT);
        boolean capped = ready == COUNT_LIMIT || leased == COUNT_LIMIT || planned == COUNT_LIMIT;
        return new QueueStats(
                ready,
                leased,
                delayed,
                planned,
                dead,
                oldest(connection, due),
                capped ? QueueStats.Accuracy.CAPPED : QueueStats.Accuracy.EXACT);
    }

    private Optional<Duration> oldest(Connection connection, String due) throws SQLException {
        String sql = "SELECT " + dialect.millisUntil("MIN(available_at)") + " FROM notify_message WHERE " + due;
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            long millis = row.getLong(1);
            return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(Math.max(0, -millis)));
        }
    }

    /** Lets a statement touch a row only while the lease that the token stands for lasts. */
    String fence() {
        return " WHERE id = ? AND lease_token = ? AND available_at > " + dialect.now();
    }

    private static boolean changed(Connection connection, String sql, Handle handle) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return handle.execute(statement, 1);
        }
    }

    /**
     * A row and the token that fences it.
     *
     * @param id the row
     * @param token what its lease was given
     */
    record Handle(long id, long token) {

        static Handle of(Lease lease) {
            int slash = lease.handle().indexOf('/');
            return new Handle(
                    Long.parseLong(lease.handle().substring(0, slash)),
                    Long.parseLong(lease.handle().substring(slash + 1)));
        }

        boolean execute(PreparedStatement statement, int firstIndex) throws SQLException {
            statement.setLong(firstIndex, id);
            statement.setLong(firstIndex + 1, token);
            return statement.executeUpdate() == 1;
        }
    }
}
