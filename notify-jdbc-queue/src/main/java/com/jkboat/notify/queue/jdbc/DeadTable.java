package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.jdbc.Dialect;
import com.jkboat.notify.queue.DeadLetter;
import com.jkboat.notify.queue.DeadLetters.Filter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The statements on the table of dead letters; moving in and out is one statement pair in one transaction. */
final class DeadTable {

    private static final String COPIED =
            "message_id, fingerprint, lane, not_before, not_after, ordering_key, headers," + " body, enqueued_at";

    private final Dialect dialect;
    private final MessageTable messages;
    private final MessageRows rows;

    DeadTable(Dialect dialect, MessageTable messages) {
        this.dialect = dialect;
        this.messages = messages;
        this.rows = new MessageRows(dialect);
    }

    /** Moves a leased message here; does nothing if the lease has ended. */
    boolean bury(Connection connection, MessageTable.Handle handle, String reason) throws SQLException {
        String sql = "INSERT INTO notify_dead_message (" + COPIED + ", deliveries, failures, reason, buried_at) SELECT "
                + COPIED + ", deliveries, failures, ?, " + dialect.now() + " FROM notify_message" + messages.fence()
                + dialect.lockRows();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, reason);
            return handle.execute(statement, 2) && messages.deleteLeased(connection, handle);
        }
    }

    /** Lists dead letters by their row, which is the order in which they were buried. */
    List<Row> list(Connection connection, long after, int limit) throws SQLException {
        String sql = "SELECT * FROM notify_dead_message WHERE id > ? ORDER BY id LIMIT ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, after);
            statement.setInt(2, limit);
            try (ResultSet row = statement.executeQuery()) {
                List<Row> found = new ArrayList<>();
                while (row.next()) {
                    found.add(new Row(row.getLong("id"), rows.deadLetter(row)));
                }
                return found;
            }
        }
    }

    /**
     * A dead letter and its row.
     *
     * @param id the row
     * @param letter what is in it
     */
    record Row(long id, DeadLetter letter) {}

    /** Puts some back, due at once; one whose id is waiting again meanwhile is only taken out here. */
    int replay(Handle handle, Filter filter, int most) throws SQLException {
        List<Long> ids = ids(handle.getConnection(), filter, most);
        String insert = "INSERT INTO notify_message (" + COPIED + ", available_at) SELECT " + COPIED + ", "
                + dialect.now() + " FROM notify_dead_message WHERE id = ? ON CONFLICT DO NOTHING";
        executeForEach(handle.getConnection(), insert, ids);
        return delete(handle.getConnection(), ids);
    }

    int purge(Handle handle, Filter filter, int most) throws SQLException {
        return delete(handle.getConnection(), ids(handle.getConnection(), filter, most));
    }

    long count(Connection connection) throws SQLException {
        String sql =
                "SELECT count(*) FROM (SELECT 1 FROM notify_dead_message LIMIT " + MessageTable.COUNT_LIMIT + ") c";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private List<Long> ids(Connection connection, Filter filter, int most) throws SQLException {
        String anyOf = filter.ids().isEmpty()
                ? ""
                : " AND message_id IN ("
                        + String.join(", ", Collections.nCopies(filter.ids().size(), "?")) + ")";
        String before = filter.buriedBefore().isPresent() ? " AND buried_at < ?" : "";
        String sql = "SELECT id FROM notify_dead_message WHERE 1 = 1" + anyOf + before + " ORDER BY id LIMIT " + most
                + dialect.lockRows();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            for (String id : filter.ids()) {
                statement.setString(index++, id);
            }
            if (filter.buriedBefore().isPresent()) {
                dialect.bind(statement, index, filter.buriedBefore().get());
            }
            try (ResultSet row = statement.executeQuery()) {
                List<Long> ids = new ArrayList<>();
                while (row.next()) {
                    ids.add(row.getLong(1));
                }
                return ids;
            }
        }
    }

    private static int delete(Connection connection, List<Long> ids) throws SQLException {
        executeForEach(connection, "DELETE FROM notify_dead_message WHERE id = ?", ids);
        return ids.size();
    }

    private static void executeForEach(Connection connection, String sql, List<Long> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (long id : ids) {
                statement.setLong(1, id);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
