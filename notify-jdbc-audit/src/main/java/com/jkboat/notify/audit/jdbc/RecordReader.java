package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Notification;
import com.jkboat.notify.Notification.Origin;
import com.jkboat.notify.Notification.Progress;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.Page;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.template.TemplateId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reads snapshots: notifications by id and by query, their attempts, and events. */
final class RecordReader {

    private static final String NOTIFICATIONS = "SELECT n.*, e.event_type, e.correlation_id,"
            + " (SELECT MIN(d.occurred_at) FROM notify_delivery_event d WHERE n.news = 1 AND d.notification_id = n.id)"
            + " AS first_evidence FROM notify_notification n JOIN notify_event e ON e.event_id = n.event_id";

    Optional<Notification> find(Handle handle, UUID id) {
        return handle.select(NOTIFICATIONS + " WHERE n.id = ?", id.toString())
                .map((row, context) -> notification(row))
                .findOne();
    }

    /** Pages by creation time and id, newest first; what is written later comes before the first page. */
    Page<Notification> search(Handle handle, NotificationQuery query) {
        Conditions conditions = new Conditions(query);
        List<Notification> found = handle.select(
                        NOTIFICATIONS + conditions.where() + " ORDER BY n.created_at DESC, n.id DESC LIMIT "
                                + (query.limit() + 1),
                        conditions.values())
                .map((row, context) -> notification(row))
                .list();
        boolean more = found.size() > query.limit();
        List<Notification> page = more ? found.subList(0, query.limit()) : found;
        return new Page<>(page, more ? Optional.of(cursor(page.get(page.size() - 1))) : Optional.empty());
    }

    List<Attempt> attempts(Handle handle, UUID id) {
        return handle.select("SELECT * FROM notify_attempt WHERE notification_id = ? ORDER BY number", id.toString())
                .map((row, context) -> attempt(row))
                .list();
    }

    Optional<AuditedEvent> event(Handle handle, UUID id) {
        return handle.select("SELECT * FROM notify_event WHERE event_id = ? AND content IS NOT NULL", id.toString())
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
                .findOne();
    }

    Map<UUID, String> fingerprints(Handle handle, Collection<UUID> ids) {
        return texts(handle, "SELECT event_id, fingerprint FROM notify_event WHERE event_id IN ", ids);
    }

    Map<UUID, NotificationStatus> statuses(Handle handle, Collection<UUID> ids) {
        Map<UUID, NotificationStatus> statuses = new HashMap<>();
        texts(handle, "SELECT id, status FROM notify_notification WHERE id IN ", ids)
                .forEach((id, word) -> statuses.put(id, NotificationStatus.valueOf(word.toUpperCase(Locale.ROOT))));
        return statuses;
    }

    private static Map<UUID, String> texts(Handle handle, String select, Collection<UUID> ids) {
        Map<UUID, String> found = new HashMap<>();
        if (!ids.isEmpty()) {
            String places = String.join(", ", Collections.nCopies(ids.size(), "?"));
            handle.select(
                            select + "(" + places + ")",
                            ids.stream().map(UUID::toString).toArray())
                    .map((row, context) -> Map.entry(UUID.fromString(row.getString(1)), row.getString(2)))
                    .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        }
        return found;
    }

    private static String cursor(Notification last) {
        return last.progress().createdAt().toEpochMilli() + "_" + last.id();
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

    private static Notification notification(ResultSet row) throws SQLException {
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
                Ledger.status(row),
                Columns.text(row, "reason"),
                progress(row),
                Columns.text(row, "template").map(TemplateId::parse),
                Columns.optionalUuid(row, "resend_of"));
    }

    private static Progress progress(ResultSet row) throws SQLException {
        Optional<java.time.Instant> evidence = Columns.optionalTime(row, "first_evidence");
        return new Progress(
                row.getInt("attempts"),
                Columns.time(row, "created_at"),
                Columns.time(row, "updated_at"),
                Columns.optionalTime(row, "scheduled_for"),
                Columns.optionalTime(row, "sent_at").or(() -> evidence),
                Columns.text(row, "provider"),
                Columns.text(row, "provider_message_id"));
    }

    /** The conditions of a query and the values that are bound to them. */
    private static final class Conditions {

        private final List<String> all = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        Conditions(NotificationQuery query) {
            query.subject().ifPresent(it -> add("n.subject = ?", it));
            query.customer().ifPresent(it -> add("n.customer = ?", it));
            query.recipient()
                    .ifPresent(it -> add("n.recipient_key = ?", it.strip().toLowerCase(Locale.ROOT)));
            query.route().ifPresent(it -> add("n.route = ?", it));
            query.from().ifPresent(it -> add("n.created_at >= ?", it.toEpochMilli()));
            query.until().ifPresent(it -> add("n.created_at < ?", it.toEpochMilli()));
            addStatuses(query);
            query.after().ifPresent(this::addAfter);
        }

        private void addStatuses(NotificationQuery query) {
            if (!query.statuses().isEmpty()) {
                all.add("n.status IN ("
                        + String.join(", ", Collections.nCopies(query.statuses().size(), "?")) + ")");
                query.statuses().forEach(status -> values.add(status.word()));
            }
        }

        private void addAfter(String cursor) {
            try {
                int separator = cursor.indexOf('_');
                long createdAt = Long.parseLong(cursor.substring(0, separator));
                String id = UUID.fromString(cursor.substring(separator + 1)).toString();
                all.add("(n.created_at < ? OR (n.created_at = ? AND n.id < ?))");
                values.addAll(List.of(createdAt, createdAt, id));
            } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
                throw new IllegalArgumentException("after must be the next of an earlier page", e);
            }
        }

        private void add(String condition, Object value) {
            all.add(condition);
            values.add(value);
        }

        String where() {
            return all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all);
        }

        Object[] values() {
            return values.toArray();
        }
    }
}
