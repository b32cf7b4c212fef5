package com.jkboat.notify.audit.jdbc;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes away what must not be kept, on both shelves: who a customer was, and what is old.
 *
 * <p>Locks events before notifications, and both before what hangs on them, like everybody else; so whatever is stored
 * at the same time is either seen here or sees what was done here.
 */
final class Retention {

    private Retention() {}

    /** Erases a customer while nothing is moved from one shelf to the other; tells how many events were theirs. */
    static long erase(Ledger ledger, String customer) {
        News.holdGate(ledger);
        Set<String> events = new HashSet<>(erase(ledger, Shelf.DAILY, customer));
        events.addAll(erase(ledger, Shelf.ARCHIVE, customer));
        return events.size();
    }

    private static List<String> erase(Ledger ledger, Shelf shelf, String customer) {
        List<String> events = ledger.among(
                shelf.of("SELECT event_id FROM notify_event WHERE customer IN "),
                Set.of(customer),
                " ORDER BY event_id" + ledger.dialect().lockRows(),
                (row, context) -> row.getString(1));
        ledger.change(
                shelf.of("UPDATE notify_event SET content = NULL, customer = NULL WHERE event_id IN "), events, "");
        List<String> notifications = ledger.among(
                shelf.of("SELECT id FROM notify_notification WHERE event_id IN "),
                events,
                " ORDER BY id" + ledger.dialect().lockRows(),
                (row, context) -> row.getString(1));
        ledger.change(
                shelf.of("UPDATE notify_notification SET recipient = NULL, recipient_name = NULL,"
                        + " recipient_key = NULL, reason = NULL, customer = NULL WHERE id IN "),
                notifications,
                "");
        for (String table : List.of("notify_attempt", "notify_delivery_event")) {
            ledger.change(
                    shelf.of("UPDATE " + table + " SET detail = NULL WHERE notification_id IN "), notifications, "");
        }
        ledger.change(shelf.of("UPDATE notify_history SET detail = '' WHERE event_id IN "), events, "");
        return events;
    }

    static long purge(Ledger ledger, Instant createdBefore, int most) {
        int daily = purge(ledger, Shelf.DAILY, createdBefore, most);
        int archived = purge(ledger, Shelf.ARCHIVE, createdBefore, most);
        int news = purgeParkedNews(ledger, createdBefore.toEpochMilli(), most);
        return Math.max(Math.max(daily, archived), news);
    }

    private static int purge(Ledger ledger, Shelf shelf, Instant createdBefore, int most) {
        OldRecords old = OldRecords.hold(ledger, shelf, createdBefore, most);
        Collection<String> ids = old.notifications();
        for (String table : List.of("notify_attempt", "notify_delivery_event", "notify_history")) {
            ledger.change(shelf.of("DELETE FROM " + table + " WHERE notification_id IN "), ids, "");
        }
        ledger.change(shelf.of("DELETE FROM notify_notification WHERE id IN "), ids, "");
        purgeEvents(ledger, shelf, old.eventsThatOweNothing(ledger));
        return old.count();
    }

    /** An event goes with the last of its notifications, and what it ended with its last row. */
    private static void purgeEvents(Ledger ledger, Shelf shelf, Collection<String> events) {
        ledger.change(shelf.of("DELETE FROM notify_history WHERE event_id IN "), events, "");
        ledger.change(shelf.of("DELETE FROM notify_event WHERE event_id IN "), events, "");
        Set<String> gone = new HashSet<>(events);
        ledger.amongBoth(
                        "SELECT event_id FROM notify_event WHERE event_id IN ",
                        events,
                        (row, context) -> row.getString(1))
                .forEach(gone::remove);
        ledger.change("DELETE FROM notify_ending WHERE event_id IN ", gone, "");
    }

    /** News of messages that nobody ever knew. */
    private static int purgeParkedNews(Ledger ledger, long before, int most) {
        List<@Nullable Object[]> parked = ledger.handle()
                .select(
                        "SELECT provider, provider_event_id FROM notify_delivery_event"
                                + " WHERE notification_id IS NULL AND received_at < ? ORDER BY received_at LIMIT "
                                + most,
                        before)
                .map((row, context) -> new Object[] {row.getString(1), row.getString(2)})
                .list();
        int[] deleted = ledger.batch(
                "DELETE FROM notify_delivery_event"
                        + " WHERE provider = ? AND provider_event_id = ? AND notification_id IS NULL",
                parked);
        return Arrays.stream(deleted).sum();
    }
}
