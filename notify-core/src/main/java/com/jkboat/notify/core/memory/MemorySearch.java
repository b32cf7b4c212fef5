package com.jkboat.notify.core.memory;

import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One question to the record in memory, newest first by creation time and id. */
final class MemorySearch {

    private static final Comparator<Place> NEWEST_FIRST =
            Comparator.comparing(Place::createdAt).thenComparing(Place::id).reversed();

    private final NotificationQuery query;
    private final Optional<String> recipient;
    private final Optional<Place> after;

    /** Where a notification stands in the order of all. */
    private record Place(Instant createdAt, String id) {

        static Place of(StoredNotification stored) {
            return new Place(stored.createdAt, stored.id.toString());
        }

        static Place parse(String cursor) {
            try {
                int separator = cursor.indexOf('_');
                Instant createdAt = Instant.ofEpochMilli(Long.parseLong(cursor.substring(0, separator)));
                return new Place(
                        createdAt,
                        UUID.fromString(cursor.substring(separator + 1)).toString());
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("after must be the next of an earlier page", e);
            }
        }

        String cursor() {
            return createdAt.toEpochMilli() + "_" + id;
        }
    }

    MemorySearch(NotificationQuery query) {
        this.query = query;
        this.recipient = query.recipient().map(Addresses::key);
        this.after = query.after().map(Place::parse);
    }

    Page<Notification> page(Collection<StoredNotification> all) {
        List<StoredNotification> fitting = all.stream()
                .filter(this::fits)
                .sorted(Comparator.comparing(Place::of, NEWEST_FIRST))
                .limit(query.limit() + 1L)
                .toList();
        boolean more = fitting.size() > query.limit();
        List<StoredNotification> page = more ? fitting.subList(0, query.limit()) : fitting;
        return new Page<>(
                page.stream().map(StoredNotification::snapshot).toList(),
                more ? Optional.of(Place.of(page.get(page.size() - 1)).cursor()) : Optional.empty());
    }

    private boolean fits(StoredNotification it) {
        return fitsEvent(it.event)
                && (query.reachesArchive() || !it.isArchived())
                && recipient.map(it::isTo).orElse(true)
                && (query.statuses().isEmpty() || query.statuses().contains(it.status()))
                && query.route().map(it.route::equals).orElse(true)
                && query.from().map(from -> !it.createdAt.isBefore(from)).orElse(true)
                && query.until().map(it.createdAt::isBefore).orElse(true)
                && after.map(place -> NEWEST_FIRST.compare(place, Place.of(it)) < 0)
                        .orElse(true);
    }

    private boolean fitsEvent(StoredEvent event) {
        return (query.subject().isEmpty()
                        || query.subject().equals(event.origin().subject()))
                && (query.customer().isEmpty()
                        || query.customer().equals(event.origin().customer()));
    }
}
