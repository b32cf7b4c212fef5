package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.jdbc.Dialect;
import com.jkboat.notify.queue.Removed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes messages with a header out of both tables, in steps of a hundred, each a transaction of its own. */
final class Removal {

    private static final int STEP = 100;

    /** Where to look first; whether the header is really there is told by reading it. */
    private static final String MAY_HAVE = " WHERE id > ? AND headers LIKE ? ESCAPE '!' ORDER BY id LIMIT " + STEP;

    private final QueueDatabase database;
    private final KeyOrder order;
    private final IdLists lists;
    private final String waiting;
    private final String dead;

    Removal(QueueDatabase database, KeyOrder order, Dialect dialect) {
        this.database = database;
        this.order = order;
        this.lists = new IdLists(dialect);
        this.waiting = "SELECT id, headers, CASE WHEN lease_token IS NOT NULL AND available_at > " + dialect.now()
                + " THEN 1 ELSE 0 END FROM notify_message" + MAY_HAVE + dialect.lockRows();
        this.dead = "SELECT id, headers, 0 FROM notify_dead_message" + MAY_HAVE + dialect.lockRows();
    }

    /** A row that may be meant. */
    private record Found(long id, boolean isMeant, boolean isLeased) {}

    /** What one step did, and the row after which the next goes on; empty after the last. */
    private record Step(Removed removed, Optional<Long> next) {}

    Removed remove(String header, String value) {
        return inSteps(header, value, this::removeWaiting).plus(inSteps(header, value, this::removeDead));
    }

    private interface Act {
        Step on(Connection connection, String header, String value, long after) throws SQLException;
    }

    private Removed inSteps(String header, String value, Act act) {
        Removed removed = Removed.NOTHING;
        Optional<Long> next = Optional.of(0L);
        while (next.isPresent()) {
            long after = next.get();
            Step step = database.write(handle -> act.on(handle.getConnection(), header, value, after));
            removed = removed.plus(step.removed());
            next = step.next();
        }
        return removed;
    }

    private Step removeWaiting(Connection connection, String header, String value, long after) throws SQLException {
        List<Found> found = find(connection, waiting, header, value, after);
        List<Long> meant = meant(found);
        order.unblockAfter(connection, meant);
        lists.change(connection, "DELETE FROM notify_message WHERE id IN (:ids)", meant);
        long leased = found.stream().filter(it -> it.isMeant() && it.isLeased()).count();
        return new Step(new Removed(meant.size() - leased, leased, 0), next(found));
    }

    private Step removeDead(Connection connection, String header, String value, long after) throws SQLException {
        List<Found> found = find(connection, dead, header, value, after);
        List<Long> meant = meant(found);
        lists.change(connection, "DELETE FROM notify_dead_message WHERE id IN (:ids)", meant);
        return new Step(new Removed(0, 0, meant.size()), next(found));
    }

    private static List<Found> find(Connection connection, String sql, String header, String value, long after)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, after);
            statement.setString(2, "%" + literally(HeaderLines.write(Map.of(header, value))) + "%");
            try (ResultSet row = statement.executeQuery()) {
                List<Found> found = new ArrayList<>();
                while (row.next()) {
                    boolean isMeant =
                            value.equals(HeaderLines.read(row.getString(2)).get(header));
                    found.add(new Found(row.getLong(1), isMeant, row.getInt(3) == 1));
                }
                return found;
            }
        }
    }

    private static String literally(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static List<Long> meant(List<Found> found) {
        return found.stream().filter(Found::isMeant).map(Found::id).toList();
    }

    private static Optional<Long> next(List<Found> found) {
        return found.size() < STEP
                ? Optional.empty()
                : Optional.of(found.get(found.size() - 1).id());
    }
}
