package com.jkboat.notify.core.memory;

import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.Claim.Owed;
import com.jkboat.notify.audit.ClaimResult;
import com.jkboat.notify.audit.ClaimRules;
import com.jkboat.notify.audit.ClaimRules.Barrier;
import com.jkboat.notify.audit.ClaimRules.PastEnding;
import com.jkboat.notify.audit.StatusChange;
import com.jkboat.notify.audit.StatusRules;
import com.jkboat.notify.audit.Suppression;
import com.jkboat.notify.core.memory.StoredEvent.Stamped;
import com.jkboat.notify.core.memory.StoredNotification.Told;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.provider.DeliveryEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is on record, and how it is written; guarded by the store's lock. */
final class AuditLedger {

    static final String PUBLISHED = "published";
    private static final String NOTIFY = "notify";

    final Map<UUID, StoredEvent> events = new HashMap<>();
    final Map<UUID, StoredNotification> notifications = new HashMap<>();
    final Map<String, Set<StoredEvent>> eventsBySubject = new HashMap<>();
    final Map<String, Suppression> suppressions = new HashMap<>();
    private final Map<SubjectRoute, PastEnding> endings = new HashMap<>();
    private final Map<ProviderName, StoredNotification> messages = new HashMap<>();
    private final Set<ProviderName> seenNews = new HashSet<>();
    private final ParkedNews parked = new ParkedNews();
    private long stored;

    private record SubjectRoute(String subject, String route) {}

    ClaimResult claim(Claim claim) {
        StoredEvent event = putOnRecord(claim.event(), claim.at());
        if (!event.isSameAs(claim.event())) {
            return new ClaimResult.Conflict();
        }
        event.origin()
                .subject()
                .ifPresent(subject -> claim.endings().forEach(ending -> end(event, subject, ending, claim.at())));
        return claim.owed().map(owed -> take(event, owed, claim.at())).orElseGet(() -> new ClaimResult.Granted(1));
    }

    /** Returns what is on record under the event's id from now on: it, or with an entry another one. */
    StoredEvent putOnRecord(AuditedEvent event, Instant at) {
        UUID id = event.origin().eventId();
        StoredEvent known = events.get(id);
        if (known == null) {
            StoredEvent fresh = new StoredEvent(event, at);
            events.put(id, fresh);
            fresh.origin().subject().ifPresent(subject -> eventsOf(subject).add(fresh));
            write(
                    fresh,
                    entry(fresh, fresh.publishedAt(), PUBLISHED, fresh.origin().eventType()));
            return fresh;
        }
        if (!known.isSameAs(event)) {
            write(known, entry(known, at, "conflict", "another event under this id"));
        }
        return known;
    }

    void write(StoredEvent event, TimelineEntry entry) {
        TimelineEntry cut = new TimelineEntry(
                Millis.cut(entry.at()),
                entry.eventId(),
                entry.notificationId(),
                entry.what(),
                Texts.actor(entry.actor()),
                event.isErased() ? "" : Texts.line(entry.detail()));
        event.add(new Stamped(stored++, cut));
    }

    void record(AttemptRecord told) {
        StoredNotification known = notifications.get(told.notificationId());
        if (known == null) {
            return;
        }
        boolean moved = known.tell(told, stored++);
        if (moved && !StatusRules.tellsStatus(told)) {
            writeStatus(known, NOTIFY, StoredNotification.endOf(told.attempt()));
        }
        ProviderName.messageOf(told.attempt()).ifPresent(message -> learn(known, message));
    }

    void change(StatusChange change) {
        StoredNotification known = notifications.get(change.notificationId());
        if (known == null || known.newsDecides()) {
            return;
        }
        NotificationStatus next = StatusRules.afterChange(known.status(), change.status());
        if (next == change.status()) {
            known.move(next, Optional.of(change.reason()), change.at());
            writeStatus(known, change.actor(), change.at());
        }
    }

    Optional<UUID> apply(DeliveryEvent news) {
        Optional<StoredNotification> about = news.notificationId()
                .flatMap(id -> Optional.ofNullable(notifications.get(id)))
                .or(() -> ProviderName.messageOf(news).flatMap(it -> Optional.ofNullable(messages.get(it))));
        if (seenNews.add(ProviderName.of(news))) {
            Told<DeliveryEvent> told = new Told<>(stored++, news);
            about.ifPresentOrElse(it -> it.fold(List.of(told)), () -> parked.park(told));
        }
        return about.map(it -> it.id);
    }

    /** Forgets old news of messages that nobody ever knew; tells how much. */
    int purgeParkedNews(Instant before, int most) {
        List<DeliveryEvent> old = parked.takeOlder(before, most);
        old.forEach(it -> seenNews.remove(ProviderName.of(it)));
        return old.size();
    }

    void delete(StoredNotification gone) {
        notifications.remove(gone.id);
        gone.event.notifications.remove(gone.id);
        gone.event.entries.removeIf(it -> it.entry().notificationId().equals(Optional.of(gone.id)));
        messages.values().removeIf(gone::equals);
        gone.news.forEach(it -> seenNews.remove(ProviderName.of(it.what())));
        if (gone.event.notifications.isEmpty()) {
            delete(gone.event);
        }
    }

    void delete(StoredEvent gone) {
        UUID id = gone.origin().eventId();
        events.remove(id);
        gone.origin().subject().ifPresent(subject -> eventsOf(subject).remove(gone));
        endings.values().removeIf(ending -> ending.eventId().equals(id));
    }

    Set<StoredEvent> eventsOf(String subject) {
        return eventsBySubject.computeIfAbsent(subject, key -> new LinkedHashSet<>());
    }

    private void end(StoredEvent by, String subject, Route.Ending ending, Instant at) {
        PastEnding mark = PastEnding.of(by.origin(), ending.kind());
        endings.merge(new SubjectRoute(subject, ending.route()), mark, PastEnding::orLater);
        for (StoredEvent other : eventsOf(subject)) {
            if (mark.endsExisting(other.origin().eventId(), other.origin().occurredAt())) {
                other.notifications.values().stream()
                        .filter(it -> it.route.equals(ending.route()))
                        .filter(it -> ClaimRules.isUnsent(it.status()) && it.resendOf.isEmpty())
                        .forEach(it -> end(it, mark.barrier(), at));
            }
        }
    }

    private void end(StoredNotification unsent, Barrier barrier, Instant at) {
        unsent.move(barrier.status(), Optional.of(barrier.reason()), at);
        writeStatus(unsent, NOTIFY, at);
    }

    private ClaimResult take(StoredEvent event, Owed owed, Instant at) {
        Optional<StoredNotification> known = Optional.ofNullable(notifications.get(owed.id()));
        ClaimRules.Decision decision =
                ClaimRules.decide(owed, at, known.map(StoredNotification::known), barrier(event, owed));
        decision.status().ifPresent(status -> {
            StoredNotification held = known.orElseGet(() -> putOnRecord(event, owed, at));
            Optional<Object> before = known.map(StoredNotification::place);
            if (decision.answer() instanceof ClaimResult.Granted) {
                held.take(owed, at);
            } else if (decision.answer() instanceof ClaimResult.InDoubt) {
                held.countLostAttempt(stored++);
            }
            held.move(status, decision.reason(), at);
            if (status != NotificationStatus.SENDING && !before.equals(Optional.of(held.place()))) {
                writeStatus(held, NOTIFY, at);
            }
        });
        return decision.answer();
    }

    private StoredNotification putOnRecord(StoredEvent event, Owed owed, Instant at) {
        StoredNotification fresh = new StoredNotification(event, owed, at);
        notifications.put(owed.id(), fresh);
        event.notifications.put(owed.id(), fresh);
        return fresh;
    }

    private Optional<Barrier> barrier(StoredEvent event, Owed owed) {
        return event.origin()
                .subject()
                .filter(subject -> owed.resendOf().isEmpty())
                .flatMap(subject -> Optional.ofNullable(endings.get(new SubjectRoute(subject, owed.route()))))
                .filter(ending -> ending.endsFuture(
                        event.origin().eventId(), event.origin().occurredAt()))
                .map(PastEnding::barrier)
                .or(() -> Optional.ofNullable(suppressions.get(Addresses.key(owed.recipient())))
                        .map(it -> Barrier.suppressed(it.reason())));
    }

    private void learn(StoredNotification known, ProviderName message) {
        messages.put(message, known);
        known.fold(parked.take(message));
    }

    private void writeStatus(StoredNotification of, String actor, Instant at) {
        String due = of.status() == NotificationStatus.SCHEDULED
                ? of.scheduledFor().map(it -> "due " + it).orElse("")
                : "";
        String detail = of.reason()
                .filter(it -> !it.isEmpty())
                .map(it -> due.isEmpty() ? it : due + ", " + it)
                .orElse(due);
        UUID eventId = of.event.origin().eventId();
        write(
                of.event,
                new TimelineEntry(at, eventId, Optional.of(of.id), of.status().word(), actor, detail));
    }

    private static TimelineEntry entry(StoredEvent about, Instant at, String what, String detail) {
        return new TimelineEntry(at, about.origin().eventId(), Optional.empty(), what, NOTIFY, detail);
    }
}
