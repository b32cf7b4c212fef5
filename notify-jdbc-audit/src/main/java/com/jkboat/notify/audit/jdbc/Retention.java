package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.NotificationStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Takes away what must not be kept: who a customer was, and what is old. */
final class Retention {

    private static final String ENDED = Arrays.stream(NotificationStatus.values())
            .filter(NotificationStatus::isEnded)
            .map(status -> "'" + status.word() + "'")
            .collect(Collectors.joining(", "));

    private Retention() {}

    static long erase(Handle handle, String customer) {
        List<String> events = handle.select("SELECT event_id FROM notify_event WHERE customer = ?", customer)
                .mapTo(String.class)
                .list();
        for (String event : events) {
            String theirs = "(SELECT id FROM notify_notification WHERE event_id = ?)";
            handle.execute("UPDATE notify_attempt SET detail = NULL WHERE notification_id IN " + theirs, event);
            handle.execute("UPDATE notify_delivery_event SET detail = NULL WHERE notification_id IN " + theirs, event);
            handle.execute("UPDATE notify_history SET detail = '' WHERE event_id = ?", event);
            handle.execute(
                    "UPDATE notify_notification SET recipient = NULL, recipient_name = NULL, recipient_key = NULL,"
                            + " reason = NULL, customer = NULL WHERE event_id = ?",
                    event);
            handle.execute("UPDATE notify_event SET content = NULL, customer = NULL WHERE event_id = ?", event);
        }
        return events.size();
    }

    static long purge(Handle handle, Instant createdBefore, int most) {
        long before = createdBefore.toEpochMilli();
        List<String> ended = handle.select(
                        "SELECT id FROM notify_notification WHERE created_at < ? AND status IN (" + ENDED
                                + ") ORDER BY created_at, id LIMIT " + most,
                        before)
                .mapTo(String.class)
                .list();
        for (String id : ended) {
            handle.execute("DELETE FROM notify_attempt WHERE notification_id = ?", id);
            handle.execute("DELETE FROM notify_delivery_event WHERE notification_id = ?", id);
            handle.execute("DELETE FROM notify_history WHERE notification_id = ?", id);
            handle.execute("DELETE FROM notify_notification WHERE id = ?", id);
        }
        purgeEvents(handle, before, most);
        return ended.size();
    }

    /** An event goes with the last of its notifications. */
    private static void purgeEvents(Handle handle, long before, int most) {
        List<String> events = handle.select(
                        "SELECT event_id FROM notify_event e WHERE recorded_at < ? AND NOT EXISTS (SELECT 1 FROM"
                                + " notify_notification n WHERE n.event_id = e.event_id) LIMIT " + most,
                        before)
                .mapTo(String.class)
                .list();
        for (String event : events) {
            handle.execute("DELETE FROM notify_history WHERE event_id = ?", event);
            handle.execute("DELETE FROM notify_ending WHERE event_id = ?", event);
            handle.execute("DELETE FROM notify_event WHERE event_id = ?", event);
        }
    }
}
