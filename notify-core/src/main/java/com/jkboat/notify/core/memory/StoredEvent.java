package com.jkboat.notify.core.memory;

import com.jkboat.notify.Notification.Origin;
import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.audit.AuditedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An event on record with what hangs on it; guarded by the store's lock. */
final class StoredEvent {

    final Instant recordedAt;
    private final String fingerprint;
    final Map<UUID, StoredNotification> notifications = new LinkedHashMap<>();
    final List<Stamped> entries = new ArrayList<>();
    private Origin origin;
    private Optional<AuditedEvent> content;
    private boolean isArchived;

    StoredEvent(AuditedEvent event, Instant recordedAt) {
        this.recordedAt = Millis.cut(recordedAt);
        this.origin = Millis.cut(event.origin());
        this.fingerprint = event.fingerprint();
        this.content = Optional.of(
                new AuditedEvent(origin, fingerprint, event.content().clone()));
    }

    boolean isSameAs(AuditedEvent event) {
        return fingerprint.equals(event.fingerprint());
    }

    String fingerprint() {
        return fingerprint;
    }

    Origin origin() {
        return origin;
    }

    boolean isErased() {
        return content.isEmpty();
    }

    Optional<AuditedEvent> content() {
        return content.map(it ->
                new AuditedEvent(it.origin(), it.fingerprint(), it.content().clone()));
    }

    void erase() {
        origin = new Origin(
                origin.eventId(),
                origin.eventType(),
                origin.subject(),
                Optional.empty(),
                origin.occurredAt(),
                origin.correlationId());
        content = Optional.empty();
        entries.replaceAll(Stamped::withoutDetail);
    }

    /** Tells whether it owed nothing, is on record since before a time, and is not archived yet. */
    boolean isToBeArchived(Instant recordedBefore) {
        return !isArchived && notifications.isEmpty() && recordedAt.isBefore(recordedBefore);
    }

    void archive() {
        isArchived = true;
    }

    void add(Stamped entry) {
        isArchived = false;
        entries.add(entry);
    }

    /** Says when it was published: its own time, never after it was first on record. */
    Instant publishedAt() {
        return origin.occurredAt().isBefore(recordedAt) ? origin.occurredAt() : recordedAt;
    }

    /**
     * A timeline entry and its place among those of one time.
     *
     * @param order counts what was stored
     */
    record Stamped(long order, TimelineEntry entry) {

        Stamped withoutDetail() {
            // the type of the event stays; it is the detail of this one entry
            return entry.what().equals(AuditLedger.PUBLISHED) ? this : withDetail("");
        }

        private Stamped withDetail(String detail) {
            return new Stamped(
                    order,
                    new TimelineEntry(
                            entry.at(), entry.eventId(), entry.notificationId(), entry.what(), entry.actor(), detail));
        }
    }
}
