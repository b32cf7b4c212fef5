package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.ClaimRules;
import com.jkboat.notify.jdbc.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What the writing classes share: a locked look at one notification, its moves, and entries in the timeline. */
final class Ledger {

    static final String NOTIFY = "notify";

    private final Dialect dialect;

    Ledger(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * A notification as it stands, locked until the transaction ends.
     *
     * @param known what the rules need to know
     * @param granted the attempt number the newest claim to send was granted with; 0 without one
     * @param newsDecides whether news from a provider says where it stands
     */
    record Held(
            UUID id,
            UUID eventId,
            ClaimRules.Known known,
            int granted,
            boolean newsDecides,
            Optional<Instant> scheduledFor,
            Optional<Instant> claimedAt,
            Optional<Instant> sentAt,
            Instant updatedAt) {

        NotificationStatus status() {
            return known.status();
        }
    }

    Optional<Held> hold(Handle handle, UUID id) {
        return handle.select("SELECT * FROM notify_notification WHERE id = ?" + dialect.lockRows(), id.toString())
                .map((row, context) -> held(row))
                .findOne();
    }

    /** Moves a notification; {@code updated_at} never goes back. */
    void move(Handle handle, UUID id, NotificationStatus to, Optional<String> reason, Instant at) {
        handle.execute(
                "UPDATE notify_notification SET status = ?, reason = ?,"
                        + " updated_at = CASE WHEN updated_at > ? THEN updated_at ELSE ? END WHERE id = ?",
                to.word(),
                Columns.bound(reason),
                at.toEpochMilli(),
                at.toEpochMilli(),
                id.toString());
    }

    void write(Handle handle, Entry entry) {
        handle.execute(
                "INSERT INTO notify_history (event_id, notification_id, at, what, actor, detail) VALUES (?, ?, ?, ?, ?, ?)",
                entry.eventId().toString(),
                Columns.bound(entry.notificationId()),
                entry.at().toEpochMilli(),
                Columns.cut(entry.what(), 80),
                Columns.cut(entry.actor(), 200),
                Columns.cut(entry.detail(), 2000));
    }

    /** Enters where a notification stands now, and why. */
    void writeStatus(Handle handle, Status status) {
        String due = status.due().map(it -> "due " + it).orElse("");
        String detail = status.why()
                .filter(it -> !it.isEmpty())
                .map(it -> due.isEmpty() ? it : due + ", " + it)
                .orElse(due);
        write(
                handle,
                new Entry(
                        status.eventId(),
                        Optional.of(status.id()),
                        status.at(),
                        status.status().word(),
                        status.actor(),
                        detail));
    }

    /** A line of the timeline to be written. */
    record Entry(UUID eventId, Optional<UUID> notificationId, Instant at, String what, String actor, String detail) {}

    /** A move of a notification to be entered. */
    record Status(
            UUID eventId,
            UUID id,
            NotificationStatus status,
            Instant at,
            String actor,
            Optional<String> why,
            Optional<Instant> due) {}

    /** Returns the place of what is stored now among the entries, for the order of those of one time. */
    static String nextPlace() {
        return "(SELECT COALESCE(MAX(id), 0) FROM notify_history)";
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(
                Columns.uuid(row, "id"),
                Columns.uuid(row, "event_id"),
                new ClaimRules.Known(
                        status(row),
                        Columns.optionalTime(row, "claimed_until"),
                        row.getInt("attempts"),
                        Columns.text(row, "provider")),
                row.getInt("granted"),
                row.getInt("news") != 0,
                Columns.optionalTime(row, "scheduled_for"),
                Columns.optionalTime(row, "claimed_at"),
                Columns.optionalTime(row, "sent_at"),
                Columns.time(row, "updated_at"));
    }

    static NotificationStatus status(ResultSet row) throws SQLException {
        return NotificationStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
    }
}
