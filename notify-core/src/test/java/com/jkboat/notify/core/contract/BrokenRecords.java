package com.jkboat.notify.core.contract;

import static com.jkboat.notify.core.contract.StoreWrapper.hearing;
import static com.jkboat.notify.core.contract.StoreWrapper.like;
import static com.jkboat.notify.core.contract.StoreWrapper.recording;
import static com.jkboat.notify.core.contract.StoreWrapper.remembering;
import static com.jkboat.notify.core.contract.StoreWrapper.showing;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.StatusChange;
import com.jkboat.notify.audit.StatusRules;
import com.jkboat.notify.provider.DeliveryEvent;
import com.jkboat.notify.provider.DeliveryEvent.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Stores that let attempts, changes or news move notifications the wrong way. */
final class BrokenRecords {

    static final List<BrokenStore> ALL = List.of(
            new BrokenStore("A-11", "lets the last word win", BrokenRecords::lastWord),
            new BrokenStore("A-11", "takes late words for new ones", store -> recording(store, it -> asNewest(it))),
            new BrokenStore("A-11", "believes the status, not the outcome", store -> recording(store, it -> dull(it))),
            new BrokenStore("A-11", "stops at what is not on record", BrokenRecords::stopping),
            new BrokenStore("A-12", "folds by arrival", BrokenRecords::byArrival),
            new BrokenStore("A-12", "drops news of messages it does not know", BrokenRecords::deaf),
            new BrokenStore("A-12", "counts repetitions", store -> hearing(store, it -> unique(it))),
            new BrokenStore("A-12", "takes anything for a delivery", store -> hearing(store, it -> hopeful(it))),
            new BrokenStore("change", "reopens what has ended", BrokenRecords::reopening),
            new BrokenStore("texts", "keeps them whole", store -> remembering(store, BrokenRecords::withLongReason)));

    private BrokenRecords() {}

    private static Notification standing(Notification it, Optional<NotificationStatus> status) {
        return like(it, it.recipient(), status.orElse(it.status()), it.reason(), it.progress());
    }

    private static AuditStore lastWord(AuditStore store) {
        Map<UUID, NotificationStatus> last = new ConcurrentHashMap<>();
        AuditStore hearing = recording(store, it -> {
            last.put(it.notificationId(), it.status());
            return it;
        });
        return showing(hearing, it -> standing(it, Optional.ofNullable(last.get(it.id()))));
    }

    private static AttemptRecord asNewest(AttemptRecord it) {
        Attempt attempt = it.attempt();
        Attempt newest = new Attempt(
                99,
                attempt.startedAt(),
                attempt.endedAt(),
                attempt.provider(),
                attempt.outcome(),
                attempt.providerMessageId(),
                attempt.detail());
        return new AttemptRecord(it.notificationId(), 99, newest, it.status(), it.reason());
    }

    private static AttemptRecord dull(AttemptRecord it) {
        Attempt attempt = it.attempt();
        Attempt error = new Attempt(
                attempt.number(),
                attempt.startedAt(),
                attempt.endedAt(),
                attempt.provider(),
                "error",
                attempt.providerMessageId(),
                attempt.detail());
        return it.status().isAccepted()
                ? it
                : new AttemptRecord(it.notificationId(), it.claim(), error, it.status(), it.reason());
    }

    private static AuditStore stopping(AuditStore store) {
        return new StoreWrapper(store) {
            @Override
            public void record(List<AttemptRecord> records) {
                store.record(records.stream()
                        .takeWhile(it -> store.find(it.notificationId()).isPresent())
                        .toList());
            }
        };
    }

    private static AuditStore byArrival(AuditStore store) {
        Map<UUID, NotificationStatus> last = new ConcurrentHashMap<>();
        AuditStore hearing = new StoreWrapper(store) {
            @Override
            public List<Optional<UUID>> apply(List<DeliveryEvent> events) {
                List<Optional<UUID>> about = store.apply(events);
                for (int i = 0; i < events.size(); i++) {
                    Optional<NotificationStatus> told =
                            StatusRules.statusOf(events.get(i).kind());
                    about.get(i).ifPresent(id -> told.ifPresent(it -> last.put(id, it)));
                }
                return about;
            }
        };
        return showing(hearing, it -> standing(it, Optional.ofNullable(last.get(it.id()))));
    }

    private static AuditStore deaf(AuditStore store) {
        return new StoreWrapper(store) {
            @Override
            public List<Optional<UUID>> apply(List<DeliveryEvent> events) {
                Set<Optional<String>> known = store
                        .search(NotificationQuery.all().withLimit(1000))
                        .items()
                        .stream()
                        .map(it -> it.progress().providerMessageId())
                        .collect(Collectors.toSet());
                boolean all = events.stream()
                        .allMatch(it -> it.notificationId().isPresent() || known.contains(it.providerMessageId()));
                return all ? store.apply(events) : Collections.nCopies(events.size(), Optional.empty());
            }
        };
    }

    private static DeliveryEvent unique(DeliveryEvent it) {
        return heard(it, UUID.randomUUID().toString(), it.kind());
    }

    private static DeliveryEvent hopeful(DeliveryEvent it) {
        return heard(it, it.providerEventId(), it.kind() == Kind.OTHER ? Kind.DELIVERED : it.kind());
    }

    private static DeliveryEvent heard(DeliveryEvent it, String eventId, Kind kind) {
        return new DeliveryEvent(
                it.provider(),
                eventId,
                it.notificationId(),
                it.providerMessageId(),
                kind,
                it.occurredAt(),
                it.receivedAt(),
                it.detail());
    }

    private static AuditStore reopening(AuditStore store) {
        Map<UUID, NotificationStatus> last = new ConcurrentHashMap<>();
        AuditStore changing = new StoreWrapper(store) {
            @Override
            public void change(List<StatusChange> changes) {
                store.change(changes);
                changes.forEach(it -> last.put(it.notificationId(), it.status()));
            }
        };
        return showing(changing, it -> standing(it, Optional.ofNullable(last.get(it.id()))));
    }

    private static Notification withLongReason(Notification it, Claim.Owed owed) {
        return like(it, it.recipient(), it.status(), owed.reason(), it.progress());
    }
}
