package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.jdbc.Dialect;
import com.jkboat.notify.message.HeaderText;
import com.jkboat.notify.queue.Settlement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The statements about leased messages.
 *
 * <p>Each begins by holding the rows whose leases last, in the order of their ids, so that no two wait for each other.
 * What is held cannot be lost before the transaction ends, so the statements after that need no fence of their own, and
 * nobody counts updates.
 */
final class LeasedMessages {

    private static final int MAX_REASON = 1000;

    private final Dialect dialect;
    private final IdLists lists;

    LeasedMessages(Dialect dialect) {
        this.dialect = dialect;
        this.lists = new IdLists(dialect);
    }

    /** Holds those rows whose leases last until this transaction ends, and tells which these are. */
    Set<LeaseHandle> hold(Connection connection, Collection<LeaseHandle> handles) throws SQLException {
        String sql = "SELECT id, lease_token FROM " + dialect.byIndex("notify_message", "PRIMARY")
                + " WHERE id IN (:ids) AND lease_token IS NOT NULL AND available_at > " + dialect.now() + " ORDER BY id"
                + dialect.lockRows();
        List<Long> ids =
                handles.stream().map(LeaseHandle::id).distinct().sorted().toList();
        Set<LeaseHandle> held = new HashSet<>(
                lists.select(connection, sql, ids, row -> new LeaseHandle(row.getLong(1), row.getLong(2))));
        held.retainAll(Set.copyOf(handles));
        return held;
    }

    void delete(Connection connection, List<Long> ids) throws SQLException {
        lists.change(connection, "DELETE FROM notify_message WHERE id IN (:ids)", ids);
    }

    void extend(Connection connection, List<Long> ids, Duration lease) throws SQLException {
        String sql = "UPDATE notify_message SET available_at = " + dialect.nowPlusMillis() + " WHERE id IN (:ids)";
        lists.change(connection, sql, ids, 1, statement -> statement.setLong(1, lease.toMillis()));
    }

    void retry(Connection connection, Map<Long, Settlement.Retry> retries) throws SQLException {
        String sql = "UPDATE notify_message SET available_at = " + dialect.nowPlusMillis()
                + ", lease_token = NULL, lease_owner = NULL, failures = failures + 1, last_error = ? WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Map.Entry<Long, Settlement.Retry> retry : retries.entrySet()) {
                statement.setLong(1, retry.getValue().delay().toMillis());
                statement.setString(2, HeaderText.clean(retry.getValue().reason(), MAX_REASON));
                statement.setLong(3, retry.getKey());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    void release(Connection connection, Map<Long, Settlement.Release> releases) throws SQLException {
        String sql = "UPDATE notify_message SET available_at = " + dialect.nowPlusMillis()
                + ", lease_token = NULL, lease_owner = NULL, deliveries = deliveries - 1 WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Map.Entry<Long, Settlement.Release> release : releases.entrySet()) {
                statement.setLong(1, release.getValue().delay().toMillis());
                statement.setLong(2, release.getKey());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
