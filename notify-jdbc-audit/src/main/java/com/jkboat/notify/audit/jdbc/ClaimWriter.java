package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.Claim.Owed;
import com.jkboat.notify.audit.ClaimResult;
import com.jkboat.notify.audit.ClaimRules;
import com.jkboat.notify.audit.ClaimRules.Barrier;
import com.jkboat.notify.audit.ClaimRules.PastEnding;
import com.jkboat.notify.audit.jdbc.Ledger.Held;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.message.EmailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Claims: puts events on record, lets them end others, and takes hold of notifications. */
final class ClaimWriter {

    private static final String NOTIFICATION =
            "INSERT INTO notify_notification (id, event_id, subject, customer, occurred_at, route, role, recipient,"
                    + " recipient_name, recipient_key, status, reason, template, created_at, updated_at, scheduled_for,"
                    + " claimed_at, claimed_until, granted, attempts, resend_of, news)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 0) ON CONFLICT DO NOTHING";

    private final Ledger ledger;
    private final EndingTable endings;

    ClaimWriter(Ledger ledger, EndingTable endings) {
        this.ledger = ledger;
        this.endings = endings;
    }

    ClaimResult claim(Handle handle, Claim claim) {
        if (!putOnRecord(handle, claim.event(), claim.at())) {
            return new ClaimResult.Conflict();
        }
        claim.event()
                .origin()
                .subject()
                .ifPresent(subject -> claim.endings().stream()
                        .forEach(ending -> endings.end(handle, claim.event().origin(), ending, claim.at())));
        return claim.owed().map(owed -> take(handle, claim, owed)).orElseGet(() -> new ClaimResult.Granted(1));
    }

    /** Answers whether it, and not another event, is on record under its id from now on. */
    boolean putOnRecord(Handle handle, AuditedEvent event, Instant at) {
        int inserted = handle.execute(
                "INSERT INTO notify_event (event_id, event_type, subject, customer, occurred_at, recorded_at,"
                        + " correlation_id, fingerprint, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                event.origin().eventId().toString(),
                event.origin().eventType(),
                Columns.bound(event.origin().subject()),
                Columns.bound(event.origin().customer()),
                event.origin().occurredAt().toEpochMilli(),
                at.toEpochMilli(),
                Columns.bound(event.origin().correlationId()),
                event.fingerprint(),
                event.content());
        boolean same = inserted == 1 || fingerprint(handle, event).equals(event.fingerprint());
        if (!same) {
            ledger.write(
                    handle,
                    new Ledger.Entry(
                            event.origin().eventId(),
                            Optional.empty(),
                            at,
                            "conflict",
                            Ledger.NOTIFY,
                            "another event under this id"));
        }
        return same;
    }

    private static String fingerprint(Handle handle, AuditedEvent event) {
        return handle.select(
                        "SELECT fingerprint FROM notify_event WHERE event_id = ?",
                        event.origin().eventId().toString())
                .mapTo(String.class)
                .one();
    }

    private ClaimResult take(Handle handle, Claim claim, Owed owed) {
        Optional<Barrier> barrier = barrier(handle, claim, owed);
        ClaimRules.Decision fresh = ClaimRules.decide(owed, claim.at(), Optional.empty(), barrier);
        NotificationStatus status = fresh.status().orElseThrow();
        if (insert(handle, claim, owed, fresh) == 1) {
            if (status != NotificationStatus.SENDING) {
                enter(handle, claim, owed, fresh);
            }
            return fresh.answer();
        }
        Held held = ledger.hold(handle, owed.id()).orElseThrow();
        ClaimRules.Decision decision = ClaimRules.decide(owed, claim.at(), Optional.of(held.known()), barrier);
        decision.status().ifPresent(to -> move(handle, claim, owed, held, decision));
        return decision.answer();
    }

    private static int insert(Handle handle, Claim claim, Owed owed, ClaimRules.Decision decision) {
        NotificationStatus status = decision.status().orElseThrow();
        boolean sending = status == NotificationStatus.SENDING;
        EmailAddress to = owed.recipient();
        return handle.execute(
                NOTIFICATION,
                owed.id().toString(),
                claim.event().origin().eventId().toString(),
                Columns.bound(claim.event().origin().subject()),
                Columns.bound(claim.event().origin().customer()),
                claim.event().origin().occurredAt().toEpochMilli(),
                owed.route(),
                owed.role(),
                to.address(),
                Columns.bound(to.name()),
                key(to),
                status.word(),
                Columns.bound(decision.reason()),
                Columns.bound(owed.template().map(Object::toString)),
                claim.at().toEpochMilli(),
                claim.at().toEpochMilli(),
                Columns.bound(due(owed, status)),
                sending ? Long.valueOf(claim.at().toEpochMilli()) : null,
                sending ? Columns.bound(owed.until()) : null,
                sending ? 1 : 0,
                Columns.bound(owed.resendOf()));
    }

    private void move(Handle handle, Claim claim, Owed owed, Held held, ClaimRules.Decision decision) {
        NotificationStatus to = decision.status().orElseThrow();
        if (decision.answer() instanceof ClaimResult.Granted) {
            grant(handle, claim, owed, held);
        } else if (decision.answer() instanceof ClaimResult.InDoubt) {
            countLostAttempt(handle, held, claim.at());
        }
        ledger.move(handle, owed.id(), to, decision.reason(), claim.at());
        boolean same = to == held.status() && due(owed, to).equals(held.scheduledFor());
        if (to != NotificationStatus.SENDING && !same) {
            enter(handle, claim, owed, decision);
        }
    }

    private static void grant(Handle handle, Claim claim, Owed owed, Held held) {
        boolean sending = owed.as() == NotificationStatus.SENDING;
        handle.execute(
                "UPDATE notify_notification SET template = COALESCE(?, template), scheduled_for = COALESCE(?,"
                        + " scheduled_for), claimed_at = COALESCE(?, claimed_at), claimed_until = COALESCE(?,"
                        + " claimed_until), granted = ? WHERE id = ?",
                Columns.bound(owed.template().map(Object::toString)),
                Columns.bound(due(owed, owed.as())),
                sending ? Long.valueOf(claim.at().toEpochMilli()) : null,
                sending ? Columns.bound(owed.until()) : null,
                sending ? held.known().attempts() + 1 : held.granted(),
                owed.id().toString());
    }

    /** Puts the attempt on record that a claim which ran out never told of. */
    private static void countLostAttempt(Handle handle, Held held, Instant at) {
        if (held.known().attempts() >= held.granted()) {
            return;
        }
        handle.execute(
                "INSERT INTO notify_attempt (notification_id, number, started_at, outcome, detail, stored)"
                        + " VALUES (?, ?, ?, 'unknown', ?, " + Ledger.nextPlace() + ") ON CONFLICT DO NOTHING",
                held.id().toString(),
                held.granted(),
                held.claimedAt().orElse(at).toEpochMilli(),
                ClaimRules.NEVER_TOLD);
        handle.execute(
                "UPDATE notify_notification SET attempts = ? WHERE id = ?",
                held.granted(),
                held.id().toString());
    }

    private void enter(Handle handle, Claim claim, Owed owed, ClaimRules.Decision decision) {
        NotificationStatus status = decision.status().orElseThrow();
        ledger.writeStatus(
                handle,
                new Ledger.Status(
                        claim.event().origin().eventId(),
                        owed.id(),
                        status,
                        claim.at(),
                        Ledger.NOTIFY,
                        decision.reason(),
                        due(owed, status)));
    }

    /** Looks for what stands in the way: a newer event's ending, else the suppression list; one round trip. */
    private static Optional<Barrier> barrier(Handle handle, Claim claim, Owed owed) {
        String subject = claim.event()
                .origin()
                .subject()
                .filter(it -> owed.resendOf().isEmpty())
                .orElse("");
        return handle
                .select(
                        "SELECT 0 AS place, event_id, event_type, occurred_at, kind FROM notify_ending"
                                + " WHERE subject = ? AND route = ? UNION ALL SELECT 1, '', reason, 0, ''"
                                + " FROM notify_suppression WHERE recipient_key = ? ORDER BY place",
                        subject,
                        owed.route(),
                        key(owed.recipient()))
                .map((row, context) -> barrier(row, claim))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Barrier> barrier(ResultSet row, Claim claim) throws SQLException {
        if (row.getInt("place") == 1) {
            return Optional.of(Barrier.suppressed(row.getString("event_type")));
        }
        PastEnding ending = new PastEnding(
                Columns.uuid(row, "event_id"),
                row.getString("event_type"),
                Columns.time(row, "occurred_at"),
                Route.Ending.Kind.valueOf(row.getString("kind")));
        return ending.endsFuture(
                        claim.event().origin().eventId(), claim.event().origin().occurredAt())
                ? Optional.of(ending.barrier())
                : Optional.empty();
    }

    private static Optional<Instant> due(Owed owed, NotificationStatus status) {
        return status == NotificationStatus.SCHEDULED ? owed.until() : Optional.empty();
    }

    static String key(EmailAddress address) {
        return address.address().toLowerCase(Locale.ROOT);
    }
}
