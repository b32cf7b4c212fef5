package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.jdbc.Dialect;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What of a shelf is old enough to be moved or deleted: notifications that have ended, and events that owe nothing. */
final class OldRecords {

    private static final List<String> ENDED = Arrays.stream(NotificationStatus.values())
            .filter(NotificationStatus::isEnded)
            .map(NotificationStatus::word)
            .toList();

    private static final String STILL_ENDED =
            " AND status IN " + ENDED.stream().collect(Collectors.joining("', '", "('", "')"));

    private static final String OWES_NOTHING =
            " AND NOT EXISTS (SELECT 1 FROM notify_notification n WHERE n.event_id = notify_event.event_id)";

    private final Shelf shelf;
    private final long before;
    private final List<Old> notifications;
    private final Set<String> events;
    private final int owedNothing;

    /** A notification that may go. */
    private record Old(String id, String eventId) {}

    private OldRecords(Shelf shelf, long before, List<Old> notifications, Set<String> events, int owedNothing) {
        this.shelf = shelf;
        this.before = before;
        this.notifications = notifications;
        this.events = events;
        this.owedNothing = owedNothing;
    }

    /**
     * Finds what is old enough and holds it until the transaction ends: events before notifications, like everybody.
     *
     * <p>Events that owe nothing are looked for once there are no more notifications: the look passes those whose
     * notifications are not at an end.
     *
     * @param most of each
     */
    static OldRecords hold(Ledger ledger, Shelf shelf, Instant createdBefore, int most) {
        long before = createdBefore.toEpochMilli();
        List<Old> old = ledger.handle()
                .select(ended(ledger.dialect(), shelf, before, most))
                .map((row, context) -> new Old(row.getString(1), row.getString(2)))
                .list();
        List<String> owedNothing = old.size() < most ? owedNothing(ledger, shelf, before, most) : List.of();
        Set<String> events = new HashSet<>(owedNothing);
        old.forEach(it -> events.add(it.eventId()));
        ledger.among(
                shelf.of("SELECT event_id FROM notify_event WHERE event_id IN "),
                events,
                " ORDER BY event_id" + ledger.dialect().lockRows(),
                (row, context) -> row.getString(1));
        return new OldRecords(shelf, before, stillEnded(ledger, shelf, old), events, owedNothing.size());
    }

    /** Finds the oldest of each end by an index, and so never meets what has not ended. */
    static String ended(Dialect dialect, Shelf shelf, long before, int most) {
        String oldest = " AND created_at < " + before + " ORDER BY created_at, id LIMIT " + most;
        String select = "SELECT id, event_id, created_at FROM ";
        if (shelf == Shelf.ARCHIVE) { // nothing else is there
            return shelf.of(select + "notify_notification WHERE 0 = 0" + oldest);
        }
        String table = dialect.byIndex("notify_notification", "notify_notification_status");
        return ENDED.stream()
                .map(it -> "SELECT * FROM (" + select + table + " WHERE status = '" + it + "'" + oldest + ") AS " + it)
                .collect(Collectors.joining(" UNION ALL ", "", " ORDER BY created_at, id LIMIT " + most));
    }

    Collection<String> notifications() {
        return notifications.stream().map(Old::id).toList();
    }

    Set<String> eventsOfNotifications() {
        return notifications.stream().map(Old::eventId).collect(Collectors.toSet());
    }

    /** Finds those of the events held that owe nothing, or nothing any more. */
    Set<String> eventsThatOweNothing(Ledger ledger) {
        return new HashSet<>(ledger.among(
                shelf.of("SELECT event_id FROM notify_event WHERE recorded_at < " + before + OWES_NOTHING
                        + " AND event_id IN "),
                events,
                "",
                (row, context) -> row.getString(1)));
    }

    /** Tells how many notifications there are, or events that owed nothing before, whichever is more. */
    int count() {
        return Math.max(notifications.size(), owedNothing);
    }

    private static List<String> owedNothing(Ledger ledger, Shelf shelf, long before, int most) {
        return ledger.handle()
                .select(shelf.of("SELECT event_id FROM notify_event WHERE recorded_at < " + before + OWES_NOTHING
                        + " ORDER BY recorded_at LIMIT " + most))
                .mapTo(String.class)
                .list();
    }

    /** One may have been taken up again since it was looked for, or moved. */
    private static List<Old> stillEnded(Ledger ledger, Shelf shelf, List<Old> old) {
        return ledger.among(
                shelf.of("SELECT id, event_id FROM notify_notification WHERE id IN "),
                old.stream().map(Old::id).toList(),
                STILL_ENDED + " ORDER BY id" + ledger.dialect().lockRows(),
                (row, context) -> new Old(row.getString(1), row.getString(2)));
    }
}
