package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.StatusChange;
import com.jkboat.notify.audit.StatusRules;
import com.jkboat.notify.audit.jdbc.Ledger.Held;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Stores how attempts ended and moves notifications by them, or by a change that is no attempt. */
final class AttemptWriter {

    private final Ledger ledger;
    private final NewsWriter news;

    AttemptWriter(Ledger ledger, NewsWriter news) {
        this.ledger = ledger;
        this.news = news;
    }

    void record(Handle handle, AttemptRecord told) {
        ledger.hold(handle, told.notificationId()).ifPresent(held -> {
            store(handle, told);
            move(handle, held, told);
            told.attempt().providerMessageId().ifPresent(id -> news.bind(handle, told));
        });
    }

    void change(Handle handle, StatusChange change) {
        Optional<Held> held = ledger.hold(handle, change.notificationId()).filter(it -> !it.newsDecides());
        if (held.isEmpty() || StatusRules.afterChange(held.get().status(), change.status()) != change.status()) {
            return;
        }
        Optional<String> why = Optional.of(Columns.cut(change.reason(), 1000));
        ledger.move(handle, change.notificationId(), change.status(), why, change.at());
        ledger.writeStatus(
                handle,
                new Ledger.Status(
                        held.get().eventId(),
                        change.notificationId(),
                        change.status(),
                        change.at(),
                        change.actor(),
                        why,
                        Optional.empty()));
    }

    private static void store(Handle handle, AttemptRecord told) {
        Attempt attempt = told.attempt();
        handle.execute(
                "INSERT INTO notify_attempt (notification_id, number, started_at, ended_at, provider, outcome,"
                        + " provider_message_id, detail, stored) VALUES (?, ?, ?, ?, ?, ?, ?, ?, " + Ledger.nextPlace()
                        + ") ON CONFLICT (notification_id, number) DO UPDATE SET started_at = excluded.started_at,"
                        + " ended_at = excluded.ended_at, provider = excluded.provider, outcome = excluded.outcome,"
                        + " provider_message_id = excluded.provider_message_id, detail = excluded.detail",
                told.notificationId().toString(),
                attempt.number(),
                attempt.startedAt().toEpochMilli(),
                Columns.bound(attempt.endedAt()),
                Columns.bound(attempt.provider()),
                attempt.outcome(),
                Columns.bound(attempt.providerMessageId().map(id -> Columns.cut(id, 300))),
                Columns.bound(attempt.detail().map(text -> Columns.cut(text, 1000))));
    }

    private void move(Handle handle, Held held, AttemptRecord told) {
        Attempt attempt = told.attempt();
        Instant at = attempt.endedAt().orElse(attempt.startedAt());
        noteProvider(handle, held, told, at);
        if (held.newsDecides()) {
            return;
        }
        NotificationStatus next = StatusRules.afterAttempt(held.status(), told, held.granted());
        if (next == told.status()) {
            ledger.move(handle, held.id(), next, told.reason().map(text -> Columns.cut(text, 1000)), at);
        }
        if (next != held.status() && !StatusRules.tellsStatus(told)) {
            ledger.writeStatus(
                    handle,
                    new Ledger.Status(
                            held.eventId(), held.id(), next, at, Ledger.NOTIFY, told.reason(), Optional.empty()));
        }
    }

    /** Who accepted it first stays; before that, who was asked last. */
    private static void noteProvider(Handle handle, Held held, AttemptRecord told, Instant at) {
        Attempt attempt = told.attempt();
        boolean note = held.sentAt().isEmpty() && attempt.provider().isPresent();
        boolean accepted = held.sentAt().isEmpty() && StatusRules.accepts(told);
        handle.execute(
                "UPDATE notify_notification SET attempts = CASE WHEN attempts > ? THEN attempts ELSE ? END,"
                        + " provider = CASE WHEN ? = 1 THEN ? ELSE provider END,"
                        + " provider_message_id = CASE WHEN ? = 1 THEN ? ELSE provider_message_id END,"
                        + " sent_at = CASE WHEN ? = 1 THEN ? ELSE sent_at END WHERE id = ?",
                attempt.number(),
                attempt.number(),
                note ? 1 : 0,
                attempt.provider().orElse(""),
                note ? 1 : 0,
                attempt.providerMessageId().map(id -> Columns.cut(id, 300)).orElse(null),
                accepted ? 1 : 0,
                at.toEpochMilli(),
                held.id().toString());
    }
}
