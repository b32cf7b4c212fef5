package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Notification;
import com.jkboat.notify.Notification.Origin;
import com.jkboat.notify.Notification.Progress;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.provider.DeliveryEvent;
import com.jkboat.notify.template.TemplateId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reads snapshots from both shelves: notifications by id, their attempts, news and events. */
final class RecordReader {

    /** Notifications with what their events and their news say about them. */
    static final String NOTIFICATIONS = "SELECT n.*, e.event_type, e.correlation_id,"
            + " (SELECT MIN(d.occurred_at) FROM notify_delivery_event d WHERE n.news = 1 AND d.notification_id = n.id"
            + " AND d.kind <> 'OTHER')"
            + " AS first_evidence FROM notify_notification n JOIN notify_event e ON e.event_id = n.event_id";

    static Optional<Notification> find(Handle handle, UUID id) {
        return handle.select(Shelf.both(NOTIFICATIONS + " WHERE n.id = ?"), id.toString(), id.toString())
                .map((row, context) -> notification(row))
                .findOne();
    }

    static List<Attempt> attempts(Handle handle, UUID id) {
        String select = "SELECT * FROM notify_attempt WHERE notification_id = ?";
        return handle.select(Shelf.both(select) + " ORDER BY claim, number", id.toString(), id.toString())
                .map((row, context) -> attempt(row))
                .list();
    }

    static Optional<AuditedEvent> event(Handle handle, UUID id) {
        String select = "SELECT * FROM notify_event WHERE event_id = ? AND content IS NOT NULL";
        return handle.select(Shelf.both(select), id.toString(), id.toString())
                .map((row, context) -> new AuditedEvent(
                        new Origin(
                                id,
                                row.getString("event_type"),
                                Columns.text(row, "subject"),
                                Columns.text(row, "customer"),
                                Columns.time(row, "occurred_at"),
                                Columns.text(row, "correlation_id")),
                        row.getString("fingerprint"),
                        row.getBytes("content")))
                .findFirst();
    }

    static Map<UUID, String> fingerprints(Ledger ledger, Collection<UUID> ids) {
        return texts(ledger, "SELECT event_id, fingerprint FROM notify_event WHERE event_id IN ", ids);
    }

    static Map<UUID, NotificationStatus> statuses(Ledger ledger, Collection<UUID> ids) {
        Map<UUID, NotificationStatus> statuses = new HashMap<>();
        texts(ledger, "SELECT id, status FROM notify_notification WHERE id IN ", ids)
                .forEach((id, word) -> statuses.put(id, NotificationStatus.valueOf(word.toUpperCase(Locale.ROOT))));
        return statuses;
    }

    private static Map<UUID, String> texts(Ledger ledger, String select, Collection<UUID> ids) {
        Map<UUID, String> found = new HashMap<>();
        ledger.amongBoth(
                        select,
                        ids.stream().map(UUID::toString).toList(),
                        (row, context) -> Map.entry(UUID.fromString(row.getString(1)), row.getString(2)))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getInt("number"),
                Columns.time(row, "started_at"),
                Columns.optionalTime(row, "ended_at"),
                Columns.text(row, "provider"),
                row.getString("outcome"),
                Columns.text(row, "provider_message_id"),
                Columns.text(row, "detail"));
    }

    static DeliveryEvent news(ResultSet row) throws SQLException {
        return new DeliveryEvent(
                row.getString("provider"),
                row.getString("provider_event_id"),
                Columns.optionalUuid(row, "notification_id"),
                Columns.text(row, "provider_message_id"),
                DeliveryEvent.Kind.valueOf(row.getString("kind")),
                Columns.time(row, "occurred_at"),
                Columns.time(row, "received_at"),
                Columns.text(row, "detail"));
    }

    static Notification notification(ResultSet row) throws SQLException {
        Optional<String> name = Columns.text(row, "recipient_name");
        return new Notification(
                Columns.uuid(row, "id"),
                new Origin(
                        Columns.uuid(row, "event_id"),
                        row.getString("event_type"),
                        Columns.text(row, "subject"),
                        Columns.text(row, "customer"),
                        Columns.time(row, "occurred_at"),
                        Columns.text(row, "correlation_id")),
                row.getString("route"),
                row.getString("role"),
                Columns.text(row, "recipient").map(address -> EmailAddress.of(address, name.orElse(""))),
                Held.status(row),
                Columns.text(row, "reason"),
                progress(row),
                Columns.text(row, "template").map(TemplateId::parse),
                Columns.optionalUuid(row, "resend_of"));
    }

    private static Progress progress(ResultSet row) throws SQLException {
        Optional<Instant> evidence = Columns.optionalTime(row, "first_evidence");
        return new Progress(
                row.getInt("attempts"),
                Columns.time(row, "created_at"),
                Columns.time(row, "updated_at"),
                Columns.optionalTime(row, "scheduled_for"),
                Columns.optionalTime(row, "sent_at").or(() -> evidence),
                Columns.text(row, "provider"),
                Columns.text(row, "provider_message_id"));
    }
}
