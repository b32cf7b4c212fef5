package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.jdbc.Dialect;
import com.jkboat.notify.message.HeaderText;
import com.jkboat.notify.queue.DeadLetter;
import com.jkboat.notify.queue.DeadLetters.Filter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** The statements on the table of dead letters; moving in and out is one statement pair in one transaction. */
final class DeadTable {

    private static final int MAX_REASON = 1000;

    private static final List<String> COPIED =
            List.of("message_id", "fingerprint", "lane", "not_before", "not_after", "ordering_key", "headers", "body");
    private static final String COPY = String.join(", ", COPIED);
    private static final List<String> BACK = Stream.concat(COPIED.stream(), Stream.of("enqueued_at", "available_at"))
            .toList();

    private final Dialect dialect;
    private final IdLists lists;
    private final MessageRows rows;

    DeadTable(Dialect dialect) {
        this.dialect = dialect;
        this.lists = new IdLists(dialect);
        this.rows = new MessageRows(dialect);
    }

    /** Moves rows here that are held by this transaction. */
    void bury(Connection connection, List<Long> ids, LongFunction<String> reason) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        String sql = "INSERT INTO notify_dead_message (" + COPY
                + ", enqueued_at, deliveries, failures, reason, buried_at) SELECT " + COPY
                + ", enqueued_at, deliveries, failures, ?, " + dialect.now() + " FROM notify_message WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (long id : ids) {
                statement.setString(1, HeaderText.clean(reason.apply(id), MAX_REASON));
                statement.setLong(2, id);
                statement.addBatch();
            }
            statement.executeBatch();
        }
        lists.change(connection, "DELETE FROM notify_message WHERE id IN (:ids)", ids);
    }

    /** Lists what a filter means by its row, which is the order in which it was buried. */
    List<Row> list(Connection connection, Filter filter, long after, int limit) throws SQLException {
        String sql = "SELECT *" + meantBy(filter) + " LIMIT " + limit;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, filter, after);
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

    /**
     * What a step of a long work came to.
     *
     * @param last the last row it looked at; the next step goes on after it
     * @param seen how many rows it looked at
     * @param done how many of them it dealt with
     */
    record Step(long last, int seen, int done) {}

    /**
     * Puts some back; one whose id is waiting again meanwhile stays where it is.
     *
     * @param delay when they are due, and from when their age counts
     */
    Step replay(Connection connection, Filter filter, long after, int most, Duration delay) throws SQLException {
        Map<Long, String> chosen = choose(connection, filter, after, most);
        Set<String> seen = new HashSet<>();
        List<Long> firsts = new ArrayList<>(chosen.keySet());
        firsts.removeIf(id -> !seen.add(chosen.getOrDefault(id, ""))); // two of one id: the second stays
        Publication publication = Publication.next(dialect);
        String insert = publication.insert(
                BACK,
                "SELECT " + COPY + ", " + dialect.nowPlusMillis() + ", " + dialect.nowPlusMillis() + publication.value()
                        + " FROM notify_dead_message WHERE id IN (:ids) ORDER BY id");
        Set<String> back = new HashSet<>();
        IdLists.Binder due = statement -> {
            statement.setLong(1, delay.toMillis());
            statement.setLong(2, delay.toMillis());
        };
        Publication.Reader reader = row -> {
            if (publication.hasStored(row)) {
                back.add(row.getString("message_id"));
            }
        };
        if (dialect.answersInserts()) {
            lists.returning(connection, insert, firsts, 2, due, row -> {
                reader.read(row);
                return true;
            });
        } else if (!firsts.isEmpty()) {
            lists.change(connection, insert, firsts, 2, due);
            publication.select(connection, seen, reader);
        }
        firsts.removeIf(id -> !back.contains(chosen.getOrDefault(id, "")));
        delete(connection, firsts);
        return step(chosen, firsts.size(), after);
    }

    /** Deletes some for good. */
    Step purge(Connection connection, Filter filter, long after, int most) throws SQLException {
        Map<Long, String> chosen = choose(connection, filter, after, most);
        delete(connection, List.copyOf(chosen.keySet()));
        return step(chosen, chosen.size(), after);
    }

    private static Step step(Map<Long, String> chosen, int done, long after) {
        long last = chosen.keySet().stream().mapToLong(Long::longValue).max().orElse(after);
        return new Step(last, chosen.size(), done);
    }

    /** Holds the next rows that a filter means, and tells the id of the message in each; in the order of burial. */
    private Map<Long, String> choose(Connection connection, Filter filter, long after, int most) throws SQLException {
        String sql = "SELECT id, message_id" + meantBy(filter) + " LIMIT " + most + dialect.lockRows();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, filter, after);
            try (ResultSet row = statement.executeQuery()) {
                Map<Long, String> chosen = new LinkedHashMap<>();
                while (row.next()) {
                    chosen.put(row.getLong(1), row.getString(2));
                }
                return chosen;
            }
        }
    }

    private static String meantBy(Filter filter) {
        String anyOf = filter.ids().isEmpty()
                ? ""
                : " AND message_id IN (?" + ", ?".repeat(filter.ids().size() - 1) + ")";
        String before = filter.buriedBefore().isPresent() ? " AND buried_at < ?" : "";
        return " FROM notify_dead_message WHERE id > ?" + anyOf + before + " ORDER BY id";
    }

    private void bind(PreparedStatement statement, Filter filter, long after) throws SQLException {
        int index = 1;
        statement.setLong(index++, after);
        for (String id : new TreeSet<>(filter.ids())) {
            statement.setString(index++, id);
        }
        if (filter.buriedBefore().isPresent()) {
            dialect.bind(statement, index, filter.buriedBefore().get());
        }
    }

    private void delete(Connection connection, List<Long> ids) throws SQLException {
        lists.change(connection, "DELETE FROM notify_dead_message WHERE id IN (:ids)", ids);
    }
}
