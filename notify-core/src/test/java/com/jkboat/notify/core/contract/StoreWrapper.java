package com.jkboat.notify.core.contract;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Notification;
import com.jkboat.notify.Notification.Progress;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.Page;
import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.Claim.Owed;
import com.jkboat.notify.audit.ClaimResult;
import com.jkboat.notify.audit.StatusChange;
import com.jkboat.notify.audit.Suppression;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.provider.DeliveryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Passes everything on to a store; what breaks a rule overrides what it does otherwise. */
class StoreWrapper implements AuditStore {

    protected final AuditStore store;

    StoreWrapper(AuditStore store) {
        this.store = store;
    }

    /** Claims something else than it is asked for. */
    static AuditStore claiming(AuditStore store, UnaryOperator<Claim> change) {
        return new StoreWrapper(store) {
            @Override
            public List<ClaimResult> claim(List<Claim> claims) {
                return store.claim(claims.stream().map(change).toList());
            }
        };
    }

    /** Answers claims in another way. */
    static AuditStore answering(AuditStore store, BiFunction<Claim, ClaimResult, ClaimResult> change) {
        return new StoreWrapper(store) {
            @Override
            public List<ClaimResult> claim(List<Claim> claims) {
                List<ClaimResult> answers = new ArrayList<>(store.claim(claims));
                for (int i = 0; i < answers.size(); i++) {
                    answers.set(i, change.apply(claims.get(i), answers.get(i)));
                }
                return answers;
            }
        };
    }

    /** Records something else than it is told. */
    static AuditStore recording(AuditStore store, UnaryOperator<AttemptRecord> change) {
        return new StoreWrapper(store) {
            @Override
            public void record(List<AttemptRecord> records) {
                store.record(records.stream().map(change).toList());
            }
        };
    }

    /** Folds other news than it is told. */
    static AuditStore hearing(AuditStore store, UnaryOperator<DeliveryEvent> change) {
        return new StoreWrapper(store) {
            @Override
            public List<Optional<UUID>> apply(List<DeliveryEvent> events) {
                return store.apply(events.stream().map(change).toList());
            }
        };
    }

    /** Shows notifications in another way. */
    static AuditStore showing(AuditStore store, UnaryOperator<Notification> change) {
        return new StoreWrapper(store) {
            @Override
            public Optional<Notification> find(UUID notificationId) {
                return store.find(notificationId).map(change);
            }
        };
    }

    /** Shows notifications in another way, knowing what they were last claimed as. */
    static AuditStore remembering(AuditStore store, BiFunction<Notification, Owed, Notification> change) {
        Map<UUID, Owed> owed = new ConcurrentHashMap<>();
        AuditStore listening = claiming(store, claim -> {
            claim.owed().ifPresent(it -> owed.put(it.id(), it));
            return claim;
        });
        return showing(listening, it -> change.apply(it, owed.get(it.id())));
    }

    /** Answers another question than it is asked. */
    static AuditStore searching(AuditStore store, UnaryOperator<NotificationQuery> change) {
        return new StoreWrapper(store) {
            @Override
            public Page<Notification> search(NotificationQuery query) {
                return store.search(change.apply(query));
            }
        };
    }

    /** Tells another story. */
    static AuditStore telling(AuditStore store, UnaryOperator<List<TimelineEntry>> change) {
        return new StoreWrapper(store) {
            @Override
            public List<TimelineEntry> timeline(String subject) {
                return change.apply(store.timeline(subject));
            }
        };
    }

    /** Copies a notification with another recipient, status, reason and progress. */
    static Notification like(
            Notification it,
            Optional<EmailAddress> recipient,
            NotificationStatus status,
            Optional<String> reason,
            Progress progress) {
        return new Notification(
                it.id(),
                it.origin(),
                it.route(),
                it.role(),
                recipient,
                status,
                reason,
                progress,
                it.template(),
                it.resendOf());
    }

    @Override
    public List<ClaimResult> claim(List<Claim> claims) {
        return store.claim(claims);
    }

    @Override
    public void record(List<AttemptRecord> records) {
        store.record(records);
    }

    @Override
    public void change(List<StatusChange> changes) {
        store.change(changes);
    }

    @Override
    public List<Optional<UUID>> apply(List<DeliveryEvent> events) {
        return store.apply(events);
    }

    @Override
    public void note(AuditedEvent event, List<TimelineEntry> entries) {
        store.note(event, entries);
    }

    @Override
    public Map<UUID, String> fingerprints(Collection<UUID> eventIds) {
        return store.fingerprints(eventIds);
    }

    @Override
    public Map<UUID, NotificationStatus> statuses(Collection<UUID> notificationIds) {
        return store.statuses(notificationIds);
    }

    @Override
    public Optional<AuditedEvent> event(UUID eventId) {
        return store.event(eventId);
    }

    @Override
    public Optional<Notification> find(UUID notificationId) {
        return store.find(notificationId);
    }

    @Override
    public Page<Notification> search(NotificationQuery query) {
        return store.search(query);
    }

    @Override
    public List<Attempt> attempts(UUID notificationId) {
        return store.attempts(notificationId);
    }

    @Override
    public List<TimelineEntry> timeline(String subject) {
        return store.timeline(subject);
    }

    @Override
    public void suppress(List<Suppression> suppressions) {
        store.suppress(suppressions);
    }

    @Override
    public boolean release(Suppression suppression) {
        return store.release(suppression);
    }

    @Override
    public long erase(String customer) {
        return store.erase(customer);
    }

    @Override
    public long archive(Instant createdBefore, int most) {
        return store.archive(createdBefore, most);
    }

    @Override
    public long purge(Instant createdBefore, int most) {
        return store.purge(createdBefore, most);
    }

    @Override
    public void close() {
        store.close();
    }
}
