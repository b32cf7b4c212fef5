package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.Notification.Origin;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.Claim.Owed;
import com.jkboat.notify.audit.ClaimResult;
import com.jkboat.notify.audit.ClaimRules;
import com.jkboat.notify.audit.ClaimRules.Barrier;
import com.jkboat.notify.audit.ClaimRules.PastEnding;
import com.jkboat.notify.audit.jdbc.EndingTable.Reach;
import com.jkboat.notify.audit.jdbc.EventTable.Arrival;
import com.jkboat.notify.audit.jdbc.EventTable.Known;
import com.jkboat.notify.audit.jdbc.NotificationTable.Fresh;
import com.jkboat.notify.event.Route;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One call of claim: reads and locks what its claims concern, decides them in order, stores what that changed. */
final class ClaimBatch {

    private final Ledger ledger;
    private final List<Claim> claims;
    private final Map<UUID, Known> events;
    private final Barriers barriers;
    private final List<Unsent> unsent;
    private final Map<UUID, Held> held;
    private final List<Fresh> fresh = new ArrayList<>();
    private final List<AttemptTable.Told> lost = new ArrayList<>();

    /** A notification that endings may reach: unsent, or so once a claim of this batch took it up again. */
    private record Unsent(UUID id, Reach reach, UUID eventId, Instant occurredAt) {}

    private ClaimBatch(Ledger ledger, List<Claim> claims) throws SQLException {
        this.ledger = ledger;
        this.claims = claims;
        this.events = EventTable.putOnRecord(
                ledger,
                claims.stream().map(it -> new Arrival(it.event(), it.at())).toList());
        Archive.bringBackNotifications(ledger, owed());
        this.barriers = Barriers.read(ledger, claims);
        this.unsent = unsent();
        this.held = NotificationTable.hold(ledger, ids());
    }

    /** Claims notifications; one answer per claim, in the same order. */
    static List<ClaimResult> run(Ledger ledger, List<Claim> claims) throws SQLException {
        ClaimBatch batch = new ClaimBatch(ledger, claims);
        List<ClaimResult> answers = claims.stream().map(batch::claim).toList();
        batch.store();
        return answers;
    }

    private void store() throws SQLException {
        NotificationTable.insert(ledger, fresh);
        NotificationTable.update(ledger, held.values());
        AttemptTable.storeLost(ledger, lost);
        barriers.store(ledger);
        ledger.flush();
    }

    private List<Unsent> unsent() {
        Set<String> subjects = new HashSet<>();
        claims.stream()
                .filter(it -> !it.endings().isEmpty())
                .forEach(it -> Barriers.subject(it.event().origin()).ifPresent(subjects::add));
        return new ArrayList<>(ledger.among(
                "SELECT id, event_id, subject, route, occurred_at FROM notify_notification WHERE resend_of IS NULL"
                        + " AND status IN ('scheduled', 'queued', 'deferred', 'held', 'failed', 'in_doubt')"
                        + " AND subject IN ",
                subjects,
                "",
                (row, context) -> new Unsent(
                        Columns.uuid(row, "id"),
                        new Reach(row.getString("subject"), row.getString("route")),
                        Columns.uuid(row, "event_id"),
                        Columns.time(row, "occurred_at"))));
    }

    private Set<String> owed() {
        Set<String> ids = new HashSet<>();
        claims.forEach(claim -> claim.owed().ifPresent(owed -> ids.add(owed.id().toString())));
        return ids;
    }

    private Set<String> ids() {
        Set<String> ids = owed();
        unsent.forEach(it -> ids.add(it.id().toString()));
        return ids;
    }

    private Known onRecord(Origin origin) {
        return Objects.requireNonNull(events.get(origin.eventId()));
    }

    private ClaimResult claim(Claim claim) {
        Origin origin = claim.event().origin();
        if (!onRecord(origin).isSameAs(claim.event())) {
            ledger.write(EventTable.conflict(ledger, origin.eventId(), claim.at()));
            return new ClaimResult.Conflict();
        }
        Barriers.subject(origin)
                .ifPresent(subject -> claim.endings().forEach(ending -> end(origin, subject, ending, claim.at())));
        return claim.owed().map(owed -> take(claim, owed)).orElseGet(() -> new ClaimResult.Granted(1));
    }

    private void end(Origin by, String subject, Route.Ending ending, Instant at) {
        Reach reach = new Reach(subject, ending.route());
        PastEnding mark = barriers.add(by, reach, ending.kind());
        for (Unsent candidate : unsent) {
            if (candidate.reach().equals(reach) && mark.endsExisting(candidate.eventId(), candidate.occurredAt())) {
                Optional.ofNullable(held.get(candidate.id()))
                        .filter(it -> ClaimRules.isUnsent(it.status()))
                        .ifPresent(it -> end(it, mark.barrier(), at));
            }
        }
    }

    private void end(Held one, Barrier barrier, Instant at) {
        one.move(barrier.status(), Optional.of(barrier.reason()), at);
        ledger.writeStatus(one, Ledger.NOTIFY, at);
    }

    private ClaimResult take(Claim claim, Owed owed) {
        Origin origin = claim.event().origin();
        Optional<Held> known = Optional.ofNullable(held.get(owed.id()));
        ClaimRules.Decision decision =
                ClaimRules.decide(owed, claim.at(), known.map(Held::known), barriers.of(origin, owed));
        decision.status()
                .ifPresent(to -> move(known.orElseGet(() -> putOnRecord(claim, owed)), claim.at(), owed, decision));
        return decision.answer();
    }

    private void move(Held one, Instant at, Owed owed, ClaimRules.Decision decision) {
        Place before = Place.of(one);
        boolean isNew = one.isFresh() && !one.isChanged();
        if (decision.answer() instanceof ClaimResult.Granted) {
            one.take(owed, at);
        } else if (decision.answer() instanceof ClaimResult.InDoubt) {
            one.countLostAttempt(at)
                    .ifPresent(it -> lost.add(new AttemptTable.Told(one, it.number(), it, ledger.nextPlace())));
        }
        one.move(decision.status().orElseThrow(), decision.reason(), at);
        if (one.status() != NotificationStatus.SENDING && (isNew || !before.equals(Place.of(one)))) {
            ledger.writeStatus(one, Ledger.NOTIFY, at);
        }
    }

    private Held putOnRecord(Claim claim, Owed owed) {
        Origin origin = claim.event().origin();
        boolean isErased = onRecord(origin).isErased();
        Held one = new Held(owed, origin.eventId(), isErased, claim.at());
        held.put(owed.id(), one);
        fresh.add(new Fresh(one, owed, origin, claim.at()));
        if (owed.resendOf().isEmpty()) {
            Barriers.subject(origin)
                    .ifPresent(subject -> unsent.add(new Unsent(
                            owed.id(), new Reach(subject, owed.route()), origin.eventId(), origin.occurredAt())));
        }
        return one;
    }

    /** What has to change to be worth a line of the timeline. */
    private record Place(NotificationStatus status, Optional<Instant> scheduledFor) {

        static Place of(Held one) {
            return new Place(one.status(), one.scheduledFor());
        }
    }
}
