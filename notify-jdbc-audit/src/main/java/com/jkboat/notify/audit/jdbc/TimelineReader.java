package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.provider.DeliveryEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Puts events, history, attempts and news of a subject into one order. */
final class TimelineReader {

    /** Without the content, which may be large. */
    private static final String EVENT =
            "SELECT event_id, event_type, occurred_at, recorded_at, place FROM notify_event WHERE subject = ?";

    /** One that is on both shelves counts once. */
    private static final String EVENTS = EVENT + " UNION " + Shelf.ARCHIVE.of(EVENT);

    private static final String HISTORY = Shelf.both(
            "SELECT h.* FROM notify_history h JOIN notify_event e ON e.event_id = h.event_id WHERE e.subject = ?");

    private static final String ATTEMPTS = Shelf.both("SELECT a.*, n.event_id FROM notify_attempt a"
            + " JOIN notify_notification n ON n.id = a.notification_id WHERE n.subject = ?");

    private static final String NEWS = Shelf.both("SELECT d.*, n.event_id FROM notify_delivery_event d"
            + " JOIN notify_notification n ON n.id = d.notification_id WHERE n.subject = ?");

    private static final Comparator<Placed> BY_TIME =
            Comparator.<Placed, Instant>comparing(it -> it.entry().at()).thenComparing(Placed::place);

    private TimelineReader() {}

    /** An entry and its place among those of one time. */
    private record Placed(TimelineEntry entry, long place) {}

    static List<TimelineEntry> of(Handle handle, String subject) {
        String name = Columns.name(subject);
        List<Placed> all = new ArrayList<>();
        all.addAll(read(handle, EVENTS, name, (row, context) -> published(row)));
        all.addAll(read(handle, HISTORY, name, (row, context) -> history(row)));
        all.addAll(read(handle, ATTEMPTS, name, (row, context) -> attempt(row)));
        all.addAll(read(handle, NEWS, name, (row, context) -> news(row)));
        return all.stream().sorted(BY_TIME).map(Placed::entry).toList();
    }

    private static List<Placed> read(Handle handle, String select, String subject, RowMapper<Placed> mapper) {
        return handle.select(select, subject, subject).map(mapper).list();
    }

    /** At the event's own time, or at its first claim's if that is earlier: nothing happens before it is published. */
    private static Placed published(ResultSet row) throws SQLException {
        Instant occurred = Columns.time(row, "occurred_at");
        Instant recorded = Columns.time(row, "recorded_at");
        return placed(
                row,
                new TimelineEntry(
                        recorded.isBefore(occurred) ? recorded : occurred,
                        Columns.uuid(row, "event_id"),
                        Optional.empty(),
                        "published",
                        Ledger.NOTIFY,
                        row.getString("event_type")));
    }

    private static Placed history(ResultSet row) throws SQLException {
        return placed(
                row,
                new TimelineEntry(
                        Columns.time(row, "at"),
                        Columns.uuid(row, "event_id"),
                        Columns.optionalUuid(row, "notification_id"),
                        row.getString("what"),
                        row.getString("actor"),
                        row.getString("detail")));
    }

    private static Placed attempt(ResultSet row) throws SQLException {
        Attempt attempt = RecordReader.attempt(row);
        String outcome = attempt.number() + ": " + attempt.outcome();
        return placed(
                row,
                new TimelineEntry(
                        attempt.startedAt(),
                        Columns.uuid(row, "event_id"),
                        Columns.optionalUuid(row, "notification_id"),
                        "attempt",
                        attempt.provider().orElse(Ledger.NOTIFY),
                        attempt.detail().map(text -> outcome + ", " + text).orElse(outcome)));
    }

    private static Placed news(ResultSet row) throws SQLException {
        DeliveryEvent news = RecordReader.news(row);
        return placed(
                row,
                new TimelineEntry(
                        news.occurredAt(),
                        Columns.uuid(row, "event_id"),
                        news.notificationId(),
                        news.kind().name().toLowerCase(Locale.ROOT),
                        news.provider(),
                        news.detail().orElse("")));
    }

    private static Placed placed(ResultSet row, TimelineEntry entry) throws SQLException {
        return new Placed(entry, row.getLong("place"));
    }
}
