package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.jdbc.Dialect;
import com.jkboat.notify.queue.jdbc.DueMessages.Candidate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The order of messages with one key: who has to wait, and whose turn it is.
 *
 * <p>A claim that meets a message with an older one of its key before it blocks it, which takes it out of the way of
 * later claims. Whoever takes a message out of the queue unblocks the one after it. Publishers do not take part, so a
 * long transaction of theirs holds nobody up.
 *
 * <p>Nothing stays blocked for ever: to block a message, a claim has to hold the row before it, and to take that row
 * out, one has to hold it too, and only then looks for the one after it. So the two never miss each other.
 */
final class KeyOrder {

    private static final String NEXT = "SELECT (SELECT MIN(o.id) FROM notify_message o"
            + " WHERE o.ordering_key = d.ordering_key AND o.id > d.id) FROM notify_message d WHERE d.id IN (:ids)";

    // the first of its key by a look-up per row: as a join or a NOT EXISTS, a planner may read the whole table
    private static final String LEFT_BEHIND = "SELECT m.id FROM notify_message m WHERE m.blocked = 1 AND m.id ="
            + " (SELECT MIN(o.id) FROM notify_message o WHERE o.ordering_key = m.ordering_key)";

    private static final String UNBLOCK = "UPDATE notify_message SET blocked = 0 WHERE blocked = 1 AND id IN (:ids)";

    private final String hold;

    KeyOrder(Dialect dialect) {
        this.hold = "SELECT id FROM notify_message WHERE id IN (:ids)" + dialect.lockFreeRows();
    }

    /**
     * Blocks picked rows that have an older one before them.
     *
     * @param picked every row that is held by this transaction
     * @return how many were blocked; not those whose older one is being settled right now
     */
    int block(Connection connection, List<Candidate> picked) throws SQLException {
        Set<Long> held = new HashSet<>();
        picked.forEach(one -> held.add(one.id()));
        List<Long> others = picked.stream()
                .flatMap(one -> one.older().stream().boxed())
                .filter(older -> !held.contains(older))
                .distinct()
                .toList();
        held.addAll(IdLists.select(connection, hold, others, row -> row.getLong(1)));
        List<Long> behind = picked.stream()
                .filter(one ->
                        one.older().isPresent() && held.contains(one.older().getAsLong()))
                .map(Candidate::id)
                .toList();
        IdLists.change(connection, "UPDATE notify_message SET blocked = 1 WHERE id IN (:ids)", behind);
        return behind.size();
    }

    /** Unblocks what comes after rows that are about to be taken out; they must be held by this transaction. */
    void unblockAfter(Connection connection, List<Long> leaving) throws SQLException {
        List<Long> next = IdLists.select(connection, NEXT, leaving, row -> {
                    long id = row.getLong(1);
                    return row.wasNull() ? 0L : id;
                })
                .stream()
                .filter(id -> id != 0)
                .sorted()
                .toList();
        unblock(connection, next);
    }

    /** Finds what is blocked though no older one is left: a row that was deleted by hand unblocks nobody. */
    List<Long> findLeftBehind(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LEFT_BEHIND);
                ResultSet row = statement.executeQuery()) {
            List<Long> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getLong(1));
            }
            return found;
        }
    }

    /** Lets claims look at messages again; never wrong, they judge anew. */
    void unblock(Connection connection, List<Long> ids) throws SQLException {
        IdLists.change(connection, UNBLOCK, ids);
    }
}
