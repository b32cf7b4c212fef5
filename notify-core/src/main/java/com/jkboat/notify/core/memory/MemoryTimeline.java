package com.jkboat.notify.core.memory;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.core.memory.StoredEvent.Stamped;
import com.jkboat.notify.core.memory.StoredNotification.Told;
import com.jkboat.notify.provider.DeliveryEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Puts the entries of a subject's events and what was told of their notifications into one order. */
final class MemoryTimeline {

    private static final Comparator<Stamped> BY_TIME =
            Comparator.<Stamped, Instant>comparing(it -> it.entry().at()).thenComparing(Stamped::order);

    private MemoryTimeline() {}

    static List<TimelineEntry> of(AuditLedger ledger, String subject) {
        return ledger.eventsBySubject.getOrDefault(subject, Set.of()).stream()
                .flatMap(event -> Stream.concat(
                        event.entries.stream(),
                        event.notifications.values().stream().flatMap(MemoryTimeline::told)))
                .sorted(BY_TIME)
                .map(Stamped::entry)
                .toList();
    }

    private static Stream<Stamped> told(StoredNotification of) {
        return Stream.concat(
                of.attempts.values().stream().map(told -> attempt(of, told)),
                of.news.stream().map(told -> news(of, told)));
    }

    private static Stamped attempt(StoredNotification of, Told<Attempt> told) {
        Attempt it = told.what();
        String outcome = it.number() + ": " + it.outcome();
        String detail = it.detail().map(text -> outcome + ", " + text).orElse(outcome);
        return new Stamped(
                told.order(),
                new TimelineEntry(
                        it.startedAt(),
                        of.event.origin().eventId(),
                        Optional.of(of.id),
                        "attempt",
                        it.provider().orElse("notify"),
                        detail));
    }

    private static Stamped news(StoredNotification of, Told<DeliveryEvent> told) {
        DeliveryEvent it = told.what();
        return new Stamped(
                told.order(),
                new TimelineEntry(
                        Millis.cut(it.occurredAt()),
                        of.event.origin().eventId(),
                        Optional.of(of.id),
                        it.kind().name().toLowerCase(Locale.ROOT),
                        it.provider(),
                        it.detail().orElse("")));
    }
}
