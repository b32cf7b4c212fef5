package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.jdbc.Dialect;
import com.jkboat.notify.jdbc.NewRows;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** One transaction: its statements, each for many rows at once, and the lines it adds to the timeline. */
final class Ledger {

    static final String NOTIFY = "notify";

    /** Most values of one {@code IN}; SQLite takes 32,766 and PostgreSQL 65,535, but long lists are slow to plan. */
    private static final int MAX_VALUES = 512;

    private static final String LINE = "INSERT INTO notify_history (event_id, notification_id, at, what, actor, detail,"
            + " place) VALUES (?, ?, ?, ?, ?, ?, ?)";

    private final Handle handle;
    private final Dialect dialect;
    private final Places places;
    private final List<@Nullable Object[]> lines = new ArrayList<>();

    Ledger(Handle handle, Dialect dialect, Places places) {
        this.handle = handle;
        this.dialect = dialect;
        this.places = places;
    }

    /**
     * A line of the timeline.
     *
     * @param place among what is of one time
     */
    record Line(
            UUID eventId,
            Optional<UUID> notificationId,
            Instant at,
            String what,
            String actor,
            String detail,
            long place) {}

    Handle handle() {
        return handle;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Returns the place of what is told now among what is of one time. */
    long nextPlace() {
        return places.next();
    }

    /** Runs a statement once per row, in one round trip; answers how many rows each run changed. */
    int[] batch(String sql, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        try (PreparedBatch batch = handle.prepareBatch(sql)) {
            rows.forEach(batch::add);
            return batch.execute();
        }
    }

    /** Stores rows whose key is not there; answers 1 for each that was stored, 0 for each that was there. */
    int[] insertNew(NewRows into, List<@Nullable Object[]> rows) {
        return batch(dialect.insertNew(into), rows);
    }

    /**
     * Reads the rows with a column among values.
     *
     * @param select ends before the values
     * @param tail what follows them, such as an order
     */
    <T> List<T> among(String select, Collection<String> values, String tail, RowMapper<T> mapper) {
        List<T> found = new ArrayList<>();
        for (Object[] some : chunks(values)) {
            found.addAll(
                    handle.select(sql(select, some, tail), some).map(mapper).list());
        }
        return found;
    }

    /** Reads the rows of both shelves with a column among values; the select ends before them. */
    <T> List<T> amongBoth(String select, Collection<String> values, RowMapper<T> mapper) {
        List<T> found = new ArrayList<>();
        for (Object[] some : chunks(values)) {
            Object[] twice = Stream.of(some, some).flatMap(Arrays::stream).toArray();
            found.addAll(handle.select(Shelf.both(sql(select, some, "")), twice)
                    .map(mapper)
                    .list());
        }
        return found;
    }

    /** Runs a statement for the rows with a column among values, and tells how many it changed. */
    int change(String statement, Collection<String> values, String tail) {
        int changed = 0;
        for (Object[] some : chunks(values)) {
            changed += handle.execute(sql(statement, some, tail), some);
        }
        return changed;
    }

    private static String sql(String select, Object[] values, String tail) {
        return select + "(" + String.join(", ", Collections.nCopies(values.length, "?")) + ")" + tail;
    }

    /** In order, so that nobody locks rows against us; in few sizes, so that a server can keep the plans. */
    private static List<Object[]> chunks(Collection<String> values) {
        List<String> sorted = List.copyOf(new TreeSet<>(values));
        List<Object[]> chunks = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += MAX_VALUES) {
            List<String> some = sorted.subList(from, Math.min(from + MAX_VALUES, sorted.size()));
            int size = Integer.highestOneBit(2 * some.size() - 1);
            List<Object> padded = new ArrayList<>(some);
            padded.addAll(Collections.nCopies(size - some.size(), some.get(some.size() - 1)));
            chunks.add(padded.toArray());
        }
        return chunks;
    }

    /** Adds a line to the timeline. */
    void write(Line line) {
        lines.add(new Object[] {
            line.eventId().toString(),
            Columns.bound(line.notificationId()),
            line.at().toEpochMilli(),
            line.what(),
            Columns.actor(line.actor()),
            Columns.line(line.detail()),
            line.place()
        });
    }

    /** Adds a line that says where a notification stands now, and why. */
    void writeStatus(Held held, String actor, Instant at) {
        Optional<Instant> due = held.status() == NotificationStatus.SCHEDULED ? held.scheduledFor() : Optional.empty();
        String until = due.map(it -> "due " + it).orElse("");
        String detail = held.reason()
                .filter(it -> !it.isEmpty())
                .map(it -> until.isEmpty() ? it : until + ", " + it)
                .orElse(until);
        write(new Line(held.eventId(), Optional.of(held.id()), at, held.status().word(), actor, detail, nextPlace()));
    }

    /** Stores the lines that were added. */
    void flush() {
        batch(LINE, lines);
        lines.clear();
    }

    /** Makes the transaction run again: somebody else stored the same first. */
    static SQLException lostRace(String what) {
        return new SQLException(what + " was stored or deleted by another transaction meanwhile", "40001");
    }
}
