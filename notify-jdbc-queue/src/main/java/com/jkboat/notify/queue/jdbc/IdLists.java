package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.jdbc.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements about many rows at once, {@code … WHERE id IN (?, ?, …)}.
 *
 * <p>Lists are filled up to a power of two by repeating the last id, so that a handful of statements serves every size
 * and their plans are kept.
 */
final class IdLists {

    /** Largest list of one statement; drivers take some 30,000 parameters. */
    private static final int MOST = 1024;

    private final boolean changesByKey;

    IdLists(Dialect dialect) {
        this.changesByKey = dialect.changesListsByKey();
    }

    /** What is read from a row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Sets the parameters before the list. */
    interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** Runs a select whose only parameters are the ids, which stand where it says {@code (:ids)}. */
    <T> List<T> select(Connection connection, String sql, List<Long> ids, Reader<T> reader) throws SQLException {
        return returning(connection, sql, ids, 0, statement -> {}, reader);
    }

    /** Runs a statement that answers with rows; the list comes after the parameters that the binder sets. */
    <T> List<T> returning(
            Connection connection, String sql, List<Long> ids, int before, Binder binder, Reader<T> reader)
            throws SQLException {
        List<T> found = new ArrayList<>(ids.size());
        for (List<Long> part : parts(ids)) {
            try (PreparedStatement statement = connection.prepareStatement(withMarks(sql, part.size()))) {
                binder.bind(statement);
                bind(statement, before + 1, part);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.add(reader.read(row));
                    }
                }
            }
        }
        return found;
    }

    /** Runs a change whose only parameters are the ids. */
    void change(Connection connection, String sql, List<Long> ids) throws SQLException {
        change(connection, sql, ids, 0, statement -> {});
    }

    /** Runs a change; the list comes after the parameters that the binder sets. */
    void change(Connection connection, String sql, List<Long> ids, int before, Binder binder) throws SQLException {
        if (!changesByKey) {
            changeEach(connection, sql, ids, before, binder);
            return;
        }
        for (List<Long> part : parts(ids)) {
            try (PreparedStatement statement = connection.prepareStatement(withMarks(sql, part.size()))) {
                binder.bind(statement);
                bind(statement, before + 1, part);
                statement.executeUpdate();
            }
        }
    }

    private static void changeEach(Connection connection, String sql, List<Long> ids, int before, Binder binder)
            throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.replace("IN (:ids)", "= ?"))) {
            for (long id : ids) {
                binder.bind(statement);
                statement.setLong(before + 1, id);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static List<List<Long>> parts(List<Long> ids) {
        List<List<Long>> parts = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += MOST) {
            parts.add(ids.subList(from, Math.min(ids.size(), from + MOST)));
        }
        return parts;
    }

    private static String withMarks(String sql, int size) {
        return sql.replace(":ids", "?" + ", ?".repeat(padded(size) - 1));
    }

    private static void bind(PreparedStatement statement, int first, List<Long> ids) throws SQLException {
        for (int i = 0; i < padded(ids.size()); i++) {
            statement.setLong(first + i, ids.get(Math.min(i, ids.size() - 1)));
        }
    }

    private static int padded(int size) {
        int power = Integer.highestOneBit(size);
        return power == size ? size : power * 2;
    }
}
