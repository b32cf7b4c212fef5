package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.TimelineEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Puts events, history, attempts and news of a subject into one order. */
final class TimelineReader {

    private static final Comparator<Placed> BY_TIME = Comparator.<Placed, Instant>comparing(
                    it -> it.entry().at())
            .thenComparing(Placed::place)
            .thenComparing(Placed::rank);

    /**
     * An entry and its place among those of one time.
     *
     * @param place the newest history entry when it was stored; its own for a history entry
     * @param rank what comes first among those of one place
     */
    private record Placed(TimelineEntry entry, long place, int rank) {}

    List<TimelineEntry> of(Handle handle, String subject) {
        List<Placed> all = new ArrayList<>();
        all.addAll(handle.select("SELECT * FROM notify_event WHERE subject = ?", subject)
                .map((row, context) -> published(row))
                .list());
        all.addAll(handle.select(
                        "SELECT h.* FROM notify_history h JOIN notify_event e ON e.event_id = h.event_id"
                                + " WHERE e.subject = ?",
                        subject)
                .map((row, context) -> history(row))
                .list());
        all.addAll(handle.select(
                        "SELECT a.*, n.event_id FROM notify_attempt a JOIN notify_notification n"
                                + " ON n.id = a.notification_id WHERE n.subject = ?",
                        subject)
                .map((row, context) -> attempt(row))
                .list());
        all.addAll(handle.select(
                        "SELECT d.*, n.event_id FROM notify_delivery_event d JOIN notify_notification n"
                                + " ON n.id = d.notification_id WHERE n.subject = ?",
                        subject)
                .map((row, context) -> news(row))
                .list());
        return all.stream().sorted(BY_TIME).map(Placed::entry).toList();
    }

    /** At the event's own time, or at its first claim's if that is earlier: nothing happens before it is published. */
    private static Placed published(ResultSet row) throws SQLException {
        Instant occurred = Columns.time(row, "occurred_at");
        Instant recorded = Columns.time(row, "recorded_at");
        return new Placed(
                new TimelineEntry(
                        recorded.isBefore(occurred) ? recorded : occurred,
                        Columns.uuid(row, "event_id"),
                        Optional.empty(),
                        "published",
                        Ledger.NOTIFY,
                        row.getString("event_type")),
                -1,
                0);
    }

    private static Placed history(ResultSet row) throws SQLException {
        return new Placed(
                new TimelineEntry(
                        Columns.time(row, "at"),
                        Columns.uuid(row, "event_id"),
                        Columns.optionalUuid(row, "notification_id"),
                        row.getString("what"),
                        row.getString("actor"),
                        row.getString("detail")),
                row.getLong("id"),
                0);
    }

    private static Placed attempt(ResultSet row) throws SQLException {
        Attempt attempt = RecordReader.attempt(row);
        String outcome = attempt.number() + ": " + attempt.outcome();
        return new Placed(
                new TimelineEntry(
                        attempt.startedAt(),
                        Columns.uuid(row, "event_id"),
                        Columns.optionalUuid(row, "notification_id"),
                        "attempt",
                        attempt.provider().orElse(Ledger.NOTIFY),
                        attempt.detail().map(text -> outcome + ", " + text).orElse(outcome)),
                row.getLong("stored"),
                attempt.number());
    }

    private static Placed news(ResultSet row) throws SQLException {
        return new Placed(
                new TimelineEntry(
                        Columns.time(row, "occurred_at"),
                        Columns.uuid(row, "event_id"),
                        Columns.optionalUuid(row, "notification_id"),
                        row.getString("kind").toLowerCase(Locale.ROOT),
                        row.getString("provider"),
                        Columns.text(row, "detail").orElse("")),
                row.getLong("stored"),
                Integer.MAX_VALUE);
    }
}
