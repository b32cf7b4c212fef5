package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.Notification.Origin;
import com.jkboat.notify.audit.ClaimRules.PastEnding;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.jdbc.Dialect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What events end: notifications that are on record and unsent, and those that come later. */
final class EndingTable {

    private final Ledger ledger;
    private final Dialect dialect;

    EndingTable(Ledger ledger, Dialect dialect) {
        this.ledger = ledger;
        this.dialect = dialect;
    }

    void end(Handle handle, Origin by, Route.Ending ending, Instant at) {
        String subject = by.subject().orElseThrow();
        PastEnding mark = PastEnding.of(by, ending.kind());
        remember(handle, subject, ending.route(), mark);
        for (Unsent unsent : unsent(handle, subject, ending.route(), by)) {
            Optional<String> why = Optional.of(mark.barrier().reason());
            ledger.move(handle, unsent.id(), mark.barrier().status(), why, at);
            ledger.writeStatus(
                    handle,
                    new Ledger.Status(
                            unsent.eventId(),
                            unsent.id(),
                            mark.barrier().status(),
                            at,
                            Ledger.NOTIFY,
                            why,
                            Optional.empty()));
        }
    }

    private static void remember(Handle handle, String subject, String route, PastEnding mark) {
        handle.execute(
                "INSERT INTO notify_ending (subject, route, event_id, event_type, occurred_at, kind)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (subject, route) DO UPDATE SET"
                        + " event_id = excluded.event_id, event_type = excluded.event_type,"
                        + " occurred_at = excluded.occurred_at, kind = excluded.kind"
                        + " WHERE excluded.occurred_at > notify_ending.occurred_at",
                subject,
                route,
                mark.eventId().toString(),
                mark.eventType(),
                mark.occurredAt().toEpochMilli(),
                mark.kind().name());
    }

    private List<Unsent> unsent(Handle handle, String subject, String route, Origin by) {
        return handle.select(
                        "SELECT id, event_id FROM notify_notification WHERE subject = ? AND route = ?"
                                + " AND event_id <> ? AND occurred_at <= ? AND resend_of IS NULL"
                                + " AND status IN ('scheduled', 'queued', 'deferred', 'held') ORDER BY id"
                                + dialect.lockRows(),
                        subject,
                        route,
                        by.eventId().toString(),
                        by.occurredAt().toEpochMilli())
                .map((row, context) -> new Unsent(Columns.uuid(row, "id"), Columns.uuid(row, "event_id")))
                .list();
    }

    private record Unsent(UUID id, UUID eventId) {}
}
