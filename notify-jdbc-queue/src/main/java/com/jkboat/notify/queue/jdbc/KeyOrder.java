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
 * <p>A publisher only presumes: its row is stored out of the way where an older one is there at that moment. Claims judge
 * what is presumed, a few rows at a time, and block or let go.
 *
 * <p>Nothing stays blocked for ever: to block a message, a claim has to hold the row before it, and to take that row
 * out, one has to hold it too, and only then looks for the one after it. So the two never miss each other.
 */
final class KeyOrder {

    /** What the column {@code blocked} says of a row that was stored behind an older one of its key. */
    static final int PRESUMED = 2;

    private static final String UNBLOCK = "UPDATE notify_message SET blocked = 0 WHERE blocked > 0 AND id IN (:ids)";

    private final IdLists lists;
    private final String hold;
    private final String next;
    private final String leftBehind;

    KeyOrder(Dialect dialect) {
        this.lists = new IdLists(dialect);
        this.hold = "SELECT id FROM " + dialect.byIndex("notify_message", "PRIMARY") + " WHERE id IN (:ids)"
                + dialect.lockFreeRows();
        boolean follows = dialect.followsOuterRows();
        String byOrder = dialect.byIndex("notify_message o", "notify_message_order");
        this.next = "SELECT "
                + (follows
                        ? neighbour(dialect, "d", ">", "")
                        : first(byOrder, "o.ordering_key = d.ordering_key AND o.id > d.id"))
                + " FROM notify_message d WHERE d.id IN (:ids)";
        this.leftBehind = "SELECT m.id FROM notify_message m WHERE m.blocked = 1 AND "
                + (follows
                        ? before(dialect, "m") + " IS NULL"
                        : "m.id = " + first(byOrder, "o.ordering_key = m.ordering_key"));
    }

    /**
     * Returns the expression for what is presumed of a row that is stored, with three parameters: 1 for what comes behind
     * another one of its batch, and twice the key that may be in the queue, or null.
     *
     * <p>It looks at one neighbour in the index of keys, as {@link #before} does.
     *
     * @param condition under which the table may be looked at
     */
    static String presumption(String condition) {
        return "CASE WHEN ? = 1 OR (" + condition + " AND EXISTS (SELECT 1 FROM (SELECT o.ordering_key AS key_there"
                + " FROM notify_message o WHERE o.ordering_key IS NOT NULL AND (o.ordering_key, o.id) >= (?, 0)"
                + " ORDER BY o.ordering_key, o.id LIMIT 1) n WHERE n.key_there = ?)) THEN " + PRESUMED + " ELSE 0 END";
    }

    /** Returns the expression for the message before a row's own of the same key; null where there is none. */
    static String before(Dialect dialect, String row) {
        return neighbour(dialect, row, "<", " DESC");
    }

    /**
     * Looks at one neighbour in the index of keys: whosever it is, where the index is entered at the pair of key and row.
     *
     * <p>As the largest or smallest id of a key, a planner that takes the key for a common one walks along the primary
     * key instead, through everybody else's messages: 45,000 pages rather than 4 among 50,000 messages on PostgreSQL 17.
     * Entered at the key alone, each of a crowd would walk past all before it: 12 ms rather than 5 µs a row among 20,000
     * on SQLite, whose planner takes the key and the row as they are.
     */
    private static String neighbour(Dialect dialect, String row, String side, String direction) {
        if (!dialect.entersIndexesAtPairs()) {
            return "(SELECT o.id FROM notify_message o WHERE o.ordering_key = " + row + ".ordering_key AND o.id " + side
                    + " " + row + ".id ORDER BY o.id" + direction + " LIMIT 1)";
        }
        return "(SELECT CASE WHEN o.ordering_key = " + row + ".ordering_key THEN o.id END FROM notify_message o"
                + " WHERE o.ordering_key IS NOT NULL AND (o.ordering_key, o.id) " + side + " (" + row
                + ".ordering_key, " + row + ".id) ORDER BY o.ordering_key" + direction + ", o.id" + direction
                + " LIMIT 1)";
    }

    /** Looks along one key from its first message, where the pair of key and row does not lead into the index. */
    private static String first(String messages, String condition) {
        return "(SELECT o.id FROM " + messages + " WHERE " + condition + " ORDER BY o.ordering_key, o.id LIMIT 1)";
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
        held.addAll(lists.select(connection, hold, others, row -> row.getLong(1)));
        List<Long> behind = picked.stream()
                .filter(one ->
                        one.older().isPresent() && held.contains(one.older().getAsLong()))
                .map(Candidate::id)
                .toList();
        lists.change(connection, "UPDATE notify_message SET blocked = 1 WHERE id IN (:ids)", behind);
        return behind.size();
    }

    /**
     * Judges what is presumed to be behind an older one: blocks it, or lets it go.
     *
     * @param presumed every row that is held by this transaction
     * @return how many were let go
     */
    int judge(Connection connection, List<Candidate> presumed) throws SQLException {
        block(connection, presumed);
        List<Long> free = presumed.stream()
                .filter(one -> one.older().isEmpty())
                .map(Candidate::id)
                .toList();
        unblock(connection, free);
        return free.size();
    }

    /** Unblocks what comes after rows that are about to be taken out; they must be held by this transaction. */
    void unblockAfter(Connection connection, List<Long> leaving) throws SQLException {
        List<Long> following = lists
                .select(connection, next, leaving, row -> {
                    long id = row.getLong(1);
                    return row.wasNull() ? 0L : id;
                })
                .stream()
                .filter(id -> id != 0)
                .sorted()
                .toList();
        unblock(connection, following);
    }

    /** Finds what is blocked though no older one is left: a row that was deleted by hand unblocks nobody. */
    List<Long> findLeftBehind(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(leftBehind);
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
        lists.change(connection, UNBLOCK, ids);
    }
}
