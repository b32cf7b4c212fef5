package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.StatusRules;
import com.jkboat.notify.provider.DeliveryEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Stores news from providers and folds it into the record, in any order. */
final class NewsWriter {

    private final Ledger ledger;

    NewsWriter(Ledger ledger) {
        this.ledger = ledger;
    }

    Optional<UUID> apply(Handle handle, DeliveryEvent event) {
        Optional<UUID> about = about(handle, event);
        if (store(handle, event, about) == 1) {
            about.ifPresent(id -> fold(handle, id));
        }
        return about;
    }

    /** Gives news that came before the record knew the provider's name of the message to its notification. */
    void bind(Handle handle, AttemptRecord told) {
        int bound = handle.execute(
                "UPDATE notify_delivery_event SET notification_id = ?"
                        + " WHERE provider = ? AND provider_message_id = ? AND notification_id IS NULL",
                told.notificationId().toString(),
                told.attempt().provider().orElse(""),
                told.attempt().providerMessageId().orElse(""));
        if (bound > 0) {
            fold(handle, told.notificationId());
        }
    }

    private Optional<UUID> about(Handle handle, DeliveryEvent event) {
        Optional<UUID> byOurId =
                event.notificationId().filter(id -> ledger.hold(handle, id).isPresent());
        return byOurId.or(() -> event.providerMessageId().flatMap(id -> byProvidersId(handle, event.provider(), id)));
    }

    private static Optional<UUID> byProvidersId(Handle handle, String provider, String messageId) {
        return handle.select(
                        "SELECT notification_id FROM notify_attempt WHERE provider = ? AND provider_message_id = ?",
                        provider,
                        messageId)
                .mapTo(String.class)
                .findFirst()
                .map(UUID::fromString);
    }

    private static int store(Handle handle, DeliveryEvent event, Optional<UUID> about) {
        return handle.execute(
                "INSERT INTO notify_delivery_event (provider, provider_event_id, notification_id, provider_message_id,"
                        + " kind, occurred_at, received_at, detail, stored) VALUES (?, ?, ?, ?, ?, ?, ?, ?, "
                        + Ledger.nextPlace() + ") ON CONFLICT DO NOTHING",
                event.provider(),
                Columns.cut(event.providerEventId(), 300),
                Columns.bound(about),
                Columns.bound(event.providerMessageId().map(id -> Columns.cut(id, 300))),
                event.kind().name(),
                event.occurredAt().toEpochMilli(),
                event.receivedAt().toEpochMilli(),
                Columns.bound(event.detail().map(text -> Columns.cut(text, 1000))));
    }

    private void fold(Handle handle, UUID id) {
        ledger.hold(handle, id).ifPresent(held -> {
            List<DeliveryEvent> all = all(handle, id);
            StatusRules.strongest(all).ifPresent(event -> {
                NotificationStatus status = StatusRules.statusOf(event.kind()).orElse(held.status());
                Instant newest = all.stream()
                        .map(DeliveryEvent::receivedAt)
                        .max(Instant::compareTo)
                        .orElse(event.receivedAt());
                ledger.move(handle, id, status, event.detail(), newest);
                handle.execute("UPDATE notify_notification SET news = 1 WHERE id = ?", id.toString());
            });
        });
    }

    static List<DeliveryEvent> all(Handle handle, UUID notificationId) {
        return handle.select(
                        "SELECT * FROM notify_delivery_event WHERE notification_id = ? ORDER BY occurred_at",
                        notificationId.toString())
                .map((row, context) -> event(row))
                .list();
    }

    private static DeliveryEvent event(ResultSet row) throws SQLException {
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
}
