package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.NotificationStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes away what must not be kept: who a customer was, and what is old.
 *
 * <p>Locks events before notifications, and both before what hangs on them, like everybody else; so whatever is stored
 * at the same time is either seen here or sees what was done here.
 */
final class Retention {

    private static final String ENDED = Arrays.stream(NotificationStatus.values())
            .filter(NotificationStatus::isEnded)
            .map(status -> "'" + status.word() + "'")
            .collect(Collectors.joining(", ", "(", ")"));

    private static final String OWES_NOTHING =
            " AND NOT EXISTS (SELECT 1 FROM notify_notification n WHERE n.event_id = notify_event.event_id)";

    private Retention() {}

    /** A notification that may go. */
    private record Old(String id, String eventId) {}

    static long erase(Ledger ledger, String customer) {
        List<String> events = ledger.among(
                "SELECT event_id FROM notify_event WHERE customer IN ",
                Set.of(customer),
                " ORDER BY event_id" + ledger.dialect().lockRows(),
                (row, context) -> row.getString(1));
        ledger.change("UPDATE notify_event SET content = NULL, customer = NULL WHERE event_id IN ", events, "");
        List<String> notifications = ledger.among(
                "SELECT id FROM notify_notification WHERE event_id IN ",
                events,
                " ORDER BY id" + ledger.dialect().lockRows(),
                (row, context) -> row.getString(1));
        ledger.change(
                "UPDATE notify_notification SET recipient = NULL, recipient_name = NULL, recipient_key = NULL,"
                        + " reason = NULL, customer = NULL WHERE id IN ",
                notifications,
                "");
        ledger.change("UPDATE notify_attempt SET detail = NULL WHERE notification_id IN ", notifications, "");
        ledger.change("UPDATE notify_delivery_event SET detail = NULL WHERE notification_id IN ", notifications, "");
        ledger.change("UPDATE notify_history SET detail = '' WHERE event_id IN ", events, "");
        return events.size();
    }

    static long purge(Ledger ledger, Instant createdBefore, int most) {
        long before = createdBefore.toEpochMilli();
        List<Old> old = ended(ledger, before, most);
        List<String> owedNothing = eventsThatOweNothing(ledger, before, most);
        Set<String> events = new HashSet<>(owedNothing);
        old.forEach(it -> events.add(it.eventId()));
        ledger.among(
                "SELECT event_id FROM notify_event WHERE event_id IN ",
                events,
                " ORDER BY event_id" + ledger.dialect().lockRows(),
                (row, context) -> row.getString(1));
        int notifications = purgeNotifications(ledger, old);
        purgeEvents(ledger, events, before);
        return Math.max(Math.max(notifications, owedNothing.size()), purgeParkedNews(ledger, before, most));
    }

    private static List<Old> ended(Ledger ledger, long before, int most) {
        return ledger.handle()
                .select(
                        "SELECT id, event_id FROM notify_notification WHERE created_at < ? AND status IN " + ENDED
                                + " ORDER BY created_at, id LIMIT " + most,
                        before)
                .map((row, context) -> new Old(row.getString(1), row.getString(2)))
                .list();
    }

    private static List<String> eventsThatOweNothing(Ledger ledger, long before, int most) {
        return ledger.handle()
                .select(
                        "SELECT event_id FROM notify_event WHERE recorded_at < ?" + OWES_NOTHING
                                + " ORDER BY recorded_at LIMIT " + most,
                        before)
                .mapTo(String.class)
                .list();
    }

    /** One may have been taken up again by hand since it was looked for. */
    private static int purgeNotifications(Ledger ledger, List<Old> old) {
        List<Old> ended = ledger.among(
                "SELECT id, event_id FROM notify_notification WHERE status IN " + ENDED + " AND id IN ",
                old.stream().map(Old::id).toList(),
                " ORDER BY id" + ledger.dialect().lockRows(),
                (row, context) -> new Old(row.getString(1), row.getString(2)));
        Collection<String> ids = ended.stream().map(Old::id).toList();
        ledger.change("DELETE FROM notify_attempt WHERE notification_id IN ", ids, "");
        ledger.change("DELETE FROM notify_delivery_event WHERE notification_id IN ", ids, "");
        ledger.change("DELETE FROM notify_history WHERE notification_id IN ", ids, "");
        return ledger.change("DELETE FROM notify_notification WHERE id IN ", ids, "");
    }

    /** An event goes with the last of its notifications. */
    private static void purgeEvents(Ledger ledger, Set<String> candidates, long before) {
        List<String> events = ledger.among(
                "SELECT event_id FROM notify_event WHERE recorded_at < " + before + OWES_NOTHING + " AND event_id IN ",
                candidates,
                "",
                (row, context) -> row.getString(1));
        ledger.change("DELETE FROM notify_history WHERE event_id IN ", events, "");
        ledger.change("DELETE FROM notify_ending WHERE event_id IN ", events, "");
        ledger.change("DELETE FROM notify_event WHERE event_id IN ", events, "");
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
