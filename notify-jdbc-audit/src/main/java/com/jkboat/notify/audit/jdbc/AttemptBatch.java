package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.StatusChange;
import com.jkboat.notify.audit.StatusRules;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One call of record or change: locks the notifications, moves them in the order told, stores what that changed. */
final class AttemptBatch {

    private final Ledger ledger;
    private final Map<UUID, Held> held;

    private AttemptBatch(Ledger ledger, Stream<UUID> all) {
        this.ledger = ledger;
        Set<UUID> ids = all.collect(Collectors.toSet());
        this.held = NotificationTable.hold(ledger, texts(ids));
        ids.removeAll(held.keySet());
        if (!ids.isEmpty()) {
            Archive.bringBackNotifications(ledger, texts(ids));
            held.putAll(NotificationTable.hold(ledger, texts(ids)));
        }
    }

    private static List<String> texts(Set<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }

    /** Stores how attempts ended and moves notifications by them. */
    static void record(Ledger ledger, List<AttemptRecord> records) throws SQLException {
        News.shareGate(ledger, records);
        AttemptBatch batch = new AttemptBatch(ledger, records.stream().map(AttemptRecord::notificationId));
        List<AttemptTable.Told> attempts = new ArrayList<>();
        records.forEach(told -> batch.find(told.notificationId()).ifPresent(it -> attempts.add(batch.tell(told, it))));
        AttemptTable.store(ledger, attempts);
        News.bind(ledger, attempts);
        batch.store();
    }

    /** Moves notifications without an attempt. */
    static void change(Ledger ledger, Collection<StatusChange> changes) {
        AttemptBatch batch = new AttemptBatch(ledger, changes.stream().map(StatusChange::notificationId));
        changes.forEach(it -> batch.find(it.notificationId()).ifPresent(one -> batch.change(it, one)));
        batch.store();
    }

    private Optional<Held> find(UUID id) {
        return Optional.ofNullable(held.get(id));
    }

    private AttemptTable.Told tell(AttemptRecord told, Held one) {
        AttemptTable.Told attempt = new AttemptTable.Told(one, told.claim(), told.attempt(), ledger.nextPlace());
        if (one.tell(told) && !StatusRules.tellsStatus(told)) {
            ledger.writeStatus(one, Ledger.NOTIFY, Held.endOf(told.attempt()));
        }
        return attempt;
    }

    private void change(StatusChange change, Held one) {
        boolean isMoved =
                !one.newsDecides() && StatusRules.afterChange(one.status(), change.status()) == change.status();
        if (isMoved) {
            Instant at = change.at();
            one.move(change.status(), Optional.of(change.reason()), at);
            ledger.writeStatus(one, change.actor(), at);
        }
    }

    private void store() {
        NotificationTable.update(ledger, held.values());
        ledger.flush();
    }
}
