package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.jdbc.Dialect;
import com.jkboat.notify.queue.jdbc.DueMessages.Candidate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Holds messages that were picked without a lock, and drops those that are no longer as they were seen. */
final class StillDue {

    /** What a row that is held counts where it is not anybody's turn. */
    private static final int NOT_DUE = -1;

    private final IdLists lists;
    private final String hold;

    StillDue(Dialect dialect) {
        this.lists = new IdLists(dialect);
        this.hold = "SELECT id, CASE WHEN blocked = 0 AND available_at <= " + dialect.now() + " THEN deliveries ELSE "
                + NOT_DUE + " END AS seen FROM notify_message WHERE id IN (:ids) ORDER BY id" + dialect.lockRows();
    }

    /**
     * Holds them until this transaction ends, together with the rows before them of their keys.
     *
     * <p>In the order of their ids, as those who settle do: no two wait for each other in a circle.
     */
    List<Candidate> of(Connection connection, List<Candidate> picked) throws SQLException {
        TreeSet<Long> ids = new TreeSet<>();
        picked.forEach(one -> {
            ids.add(one.id());
            one.older().ifPresent(ids::add);
        });
        Map<Long, Integer> deliveries = new HashMap<>();
        lists.select(connection, hold, List.copyOf(ids), row -> Map.entry(row.getLong("id"), row.getInt("seen")))
                .forEach(row -> deliveries.put(row.getKey(), row.getValue()));
        return picked.stream()
                .filter(one -> deliveries.getOrDefault(one.id(), NOT_DUE) == one.deliveries()
                        && one.older().stream().allMatch(deliveries::containsKey))
                .toList();
    }
}
