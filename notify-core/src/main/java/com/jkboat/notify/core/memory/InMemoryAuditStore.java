package com.jkboat.notify.core.memory;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.Page;
import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.ClaimResult;
import com.jkboat.notify.audit.StatusChange;
import com.jkboat.notify.audit.Suppression;
import com.jkboat.notify.core.memory.StoredNotification.Told;
import com.jkboat.notify.provider.DeliveryEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps the audit record in memory: for tests and trials, gone when the process ends.
 *
 * <p>Safe for concurrent callers, one of whom works at a time. {@link #search} looks at every notification; what is
 * archived is marked and takes as much memory as before.
 *
 * @since 0.1
 */
public final class InMemoryAuditStore implements AuditStore {

    private static final Comparator<StoredNotification> OLDEST_FIRST =
            Comparator.<StoredNotification, Instant>comparing(it -> it.createdAt)
                    .thenComparing(it -> it.id.toString());

    private final Object lock = new Object();
    private final AuditLedger ledger = new AuditLedger(); // guarded by lock

    /** Makes an empty store. */
    public InMemoryAuditStore() {}

    @Override
    public List<ClaimResult> claim(List<Claim> claims) {
        return locked(() -> claims.stream().map(ledger::claim).toList());
    }

    @Override
    public void record(List<AttemptRecord> records) {
        locked(() -> records.forEach(ledger::record));
    }

    @Override
    public void change(List<StatusChange> changes) {
        locked(() -> changes.forEach(ledger::change));
    }

    @Override
    public List<Optional<UUID>> apply(List<DeliveryEvent> events) {
        return locked(() -> events.stream().map(ledger::apply).toList());
    }

    @Override
    public void note(AuditedEvent event, List<TimelineEntry> entries) {
        Instant at = entries.stream()
                .map(TimelineEntry::at)
                .min(Comparator.naturalOrder())
                .orElse(event.origin().occurredAt());
        locked(() -> {
            StoredEvent known = ledger.putOnRecord(event, at);
            entries.forEach(entry -> ledger.write(known, entry));
        });
    }

    @Override
    public Map<UUID, String> fingerprints(Collection<UUID> eventIds) {
        return locked(() -> found(ledger.events, eventIds, StoredEvent::fingerprint));
    }

    @Override
    public Map<UUID, NotificationStatus> statuses(Collection<UUID> notificationIds) {
        return locked(() -> found(ledger.notifications, notificationIds, StoredNotification::status));
    }

    @Override
    public Optional<AuditedEvent> event(UUID eventId) {
        return locked(() -> Optional.ofNullable(ledger.events.get(eventId)).flatMap(StoredEvent::content));
    }

    @Override
    public Optional<Notification> find(UUID notificationId) {
        return locked(() ->
                Optional.ofNullable(ledger.notifications.get(notificationId)).map(StoredNotification::snapshot));
    }

    @Override
    public Page<Notification> search(NotificationQuery query) {
        MemorySearch search = new MemorySearch(query);
        return locked(() -> search.page(ledger.notifications.values()));
    }

    @Override
    public List<Attempt> attempts(UUID notificationId) {
        return locked(() -> Optional.ofNullable(ledger.notifications.get(notificationId))
                .map(it -> it.attempts.values().stream().map(Told::what).toList())
                .orElse(List.of()));
    }

    @Override
    public List<TimelineEntry> timeline(String subject) {
        return locked(() -> MemoryTimeline.of(ledger, subject));
    }

    @Override
    public void suppress(List<Suppression> suppressions) {
        locked(() -> suppressions.forEach(it -> ledger.suppressions.putIfAbsent(Addresses.key(it.recipient()), it)));
    }

    @Override
    public boolean release(Suppression suppression) {
        return locked(() -> ledger.suppressions.remove(Addresses.key(suppression.recipient())) != null);
    }

    @Override
    public long erase(String customer) {
        return locked(() -> {
            List<StoredEvent> theirs = ledger.events.values().stream()
                    .filter(it -> it.origin().customer().equals(Optional.of(customer)))
                    .toList();
            theirs.forEach(it -> {
                it.erase();
                it.notifications.values().forEach(StoredNotification::erase);
            });
            return (long) theirs.size();
        });
    }

    @Override
    public long archive(Instant createdBefore, int most) {
        return locked(() -> {
            List<StoredNotification> ended = oldest(it -> it.isToBeArchived(createdBefore), most);
            ended.forEach(StoredNotification::archive);
            List<StoredEvent> owedNothing = ledger.events.values().stream()
                    .filter(it -> it.isToBeArchived(createdBefore))
                    .limit(most)
                    .toList();
            owedNothing.forEach(StoredEvent::archive);
            return (long) Math.max(ended.size(), owedNothing.size());
        });
    }

    @Override
    public long purge(Instant createdBefore, int most) {
        return locked(() -> {
            List<StoredNotification> ended = oldest(it -> it.isOld(createdBefore), most);
            ended.forEach(ledger::delete);
            List<StoredEvent> owedNothing = ledger.events.values().stream()
                    .filter(it -> it.notifications.isEmpty() && it.recordedAt.isBefore(createdBefore))
                    .limit(most)
                    .toList();
            owedNothing.forEach(ledger::delete);
            int news = ledger.purgeParkedNews(createdBefore, most);
            return (long) Math.max(Math.max(ended.size(), owedNothing.size()), news);
        });
    }

    /** Does nothing: there is nothing to free, and the record stays readable. */
    @Override
    public void close() {}

    private List<StoredNotification> oldest(Predicate<StoredNotification> which, int most) {
        return ledger.notifications.values().stream()
                .filter(which)
                .sorted(OLDEST_FIRST)
                .limit(most)
                .toList();
    }

    private static <V, R> Map<UUID, R> found(Map<UUID, V> from, Collection<UUID> ids, Function<V, R> part) {
        Map<UUID, R> found = new HashMap<>();
        for (UUID id : ids) {
            V value = from.get(id);
            if (value != null) {
                found.put(id, part.apply(value));
            }
        }
        return found;
    }

    private <T> T locked(Supplier<T> work) {
        synchronized (lock) {
            return work.get();
        }
    }

    private void locked(Runnable work) {
        synchronized (lock) {
            work.run();
        }
    }
}
