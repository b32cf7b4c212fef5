package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.jdbc.Dialect;
import com.jkboat.notify.jdbc.NewRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tells what an insert stored from what it found there.
 *
 * <p>Where a product answers with the rows it skipped as well, each insert writes a number of its own into a column: a
 * row that comes back with another one was there before.
 *
 * @param dialect says the insert
 * @param number the insert's own
 * @param isMarked whether rows carry the number
 */
record Publication(Dialect dialect, long number, boolean isMarked) {

    private static final List<String> KEY = List.of("message_id");
    private static final String MARKED = "message_id, fingerprint, publication";

    /** Makes one for the next insert. */
    static Publication next(Dialect dialect) {
        return new Publication(dialect, ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), dialect.returnsSkipped());
    }

    /** Returns what is added to the values of each row. */
    String value() {
        return isMarked ? ", " + number : "";
    }

    /** Returns the insert; it answers with the ids of messages. */
    String insert(List<String> columns, String source) {
        List<String> all = new ArrayList<>(columns);
        if (isMarked) {
            all.add("publication");
        }
        String insert = dialect.insertNew(new NewRows("notify_message", all, KEY, source));
        return dialect.answersInserts() ? dialect.returning(insert, isMarked ? MARKED : "message_id") : insert;
    }

    /** What is done with a row that was stored, or was there. */
    interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    /**
     * Runs an insert whose parameters are bound, and reads what it answers.
     *
     * @param ids of the messages that it stores or finds
     */
    void run(PreparedStatement insert, Collection<String> ids, Reader reader) throws SQLException {
        if (dialect.answersInserts()) {
            readAll(insert, reader);
        } else {
            insert.executeUpdate();
            select(insert.getConnection(), ids, reader);
        }
    }

    /** Reads rows that an insert of this transaction stored or found; it holds them, so nobody else has changed them. */
    void select(Connection connection, Collection<String> ids, Reader reader) throws SQLException {
        String sql = "SELECT " + MARKED + " FROM notify_message WHERE message_id IN (?" + ", ?".repeat(ids.size() - 1)
                + ")" + dialect.lockRows();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            for (String id : ids) {
                statement.setString(index++, id);
            }
            readAll(statement, reader);
        }
    }

    private static void readAll(PreparedStatement statement, Reader reader) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                reader.read(row);
            }
        }
    }

    /** Tells whether a row that came back was stored by this insert. */
    boolean hasStored(ResultSet row) throws SQLException {
        return !isMarked || row.getLong("publication") == number;
    }
}
