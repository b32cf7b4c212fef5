package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.Priority;
import com.jkboat.notify.jdbc.Dialect;
import com.jkboat.notify.queue.DeadLetter;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.QueueMessage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Between rows of the two tables and the values of the SPI. */
final class MessageRows {

    private static final List<Priority> LANES = List.of(Priority.values());

    private final Dialect dialect;

    MessageRows(Dialect dialect) {
        this.dialect = dialect;
    }

    static int lane(Priority priority) {
        return LANES.indexOf(priority);
    }

    /**
     * Binds what both tables have in common, eight parameters.
     *
     * @return the index after them
     */
    int bind(PreparedStatement statement, int first, QueueMessage message) throws SQLException {
        statement.setString(first, message.id());
        statement.setString(first + 1, message.fingerprint());
        statement.setInt(first + 2, lane(message.priority()));
        bindTime(statement, first + 3, message.notBefore());
        bindTime(statement, first + 4, message.notAfter());
        if (message.orderingKey().isPresent()) {
            statement.setString(first + 5, message.orderingKey().get());
        } else {
            statement.setNull(first + 5, Types.VARCHAR);
        }
        statement.setString(first + 6, HeaderLines.write(message.headers()));
        statement.setBytes(first + 7, message.body());
        return first + 8;
    }

    void bindTime(PreparedStatement statement, int index, Optional<Instant> time) throws SQLException {
        if (time.isPresent()) {
            dialect.bind(statement, index, time.get());
        } else {
            dialect.bindNoTime(statement, index);
        }
    }

    /** Reads a leased row; the handle is its id and the token that fences it. */
    Lease lease(ResultSet row) throws SQLException {
        return new Lease(
                message(row),
                new LeaseHandle(row.getLong("id"), row.getLong("lease_token")).text(),
                row.getInt("deliveries"),
                row.getInt("failures"),
                dialect.instant(row, "enqueued_at"));
    }

    DeadLetter deadLetter(ResultSet row) throws SQLException {
        return new DeadLetter(
                message(row),
                row.getString("reason"),
                row.getInt("deliveries"),
                row.getInt("failures"),
                dialect.instant(row, "enqueued_at"),
                dialect.instant(row, "buried_at"));
    }

    private QueueMessage message(ResultSet row) throws SQLException {
        return new QueueMessage(
                row.getString("message_id"),
                row.getBytes("body"),
                row.getString("fingerprint"),
                LANES.get(row.getInt("lane")),
                HeaderLines.read(row.getString("headers")),
                Optional.ofNullable(row.getString("ordering_key")),
                time(row, "not_before"),
                time(row, "not_after"));
    }

    private Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? Optional.empty() : Optional.of(dialect.instant(row, column));
    }
}
