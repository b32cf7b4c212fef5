package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.jdbc.NewRows;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Moves what has ended long ago out of the tables of daily work, and back when something happens to it.
 *
 * <p>The row of an event in the tables of daily work guards everything of that event: whoever moves holds it until the
 * end of the transaction. So who holds it, having found or stored it, may rely on what the archive says. Those who look
 * without it hold the gate of {@link News}, which every mover shares.
 */
final class Archive {

    private static final Part EVENT = new Part(
            "notify_event",
            "event_id",
            List.of(
                    "event_type",
                    "subject",
                    "customer",
                    "occurred_at",
                    "recorded_at",
                    "correlation_id",
                    "fingerprint",
                    "content",
                    "place"));

    private static final Part NOTIFICATION = new Part("notify_notification", "id", NotificationTable.COLUMNS);

    private static final List<Part> OF_NOTIFICATION = List.of(
            new Part("notify_attempt", "notification_id", AttemptTable.COLUMNS),
            new Part("notify_delivery_event", "notification_id", News.COLUMNS),
            new Part(
                    "notify_history",
                    "notification_id",
                    List.of("event_id", "at", "what", "actor", "detail", "place")));

    private static final Part HISTORY = new Part(
            "notify_history", "event_id", List.of("notification_id", "at", "what", "actor", "detail", "place"));

    private Archive() {}

    /**
     * Rows that are moved together.
     *
     * @param key the column by which they are found
     * @param others their other columns that are kept
     */
    private record Part(String table, String key, List<String> others) {

        /** Where the keys stand in a statement. */
        private static final String KEYS = ":keys";

        void move(Ledger ledger, Shelf from, Shelf to, Collection<String> keys) {
            ledger.change(copy(from, to), keys, "");
            delete(ledger, from, keys);
        }

        /** Stores rows on a shelf that has a row for some of their keys already; those are replaced, and so held. */
        void replace(Ledger ledger, Shelf from, Shelf to, Collection<String> keys) {
            NewRows rows = new NewRows(to.of(table), columns(), List.of(key), select(from) + KEYS);
            String[] around = ledger.dialect().insertOrReplace(rows, others).split(KEYS, 2);
            ledger.change(around[0], keys, around[1]);
        }

        void delete(Ledger ledger, Shelf from, Collection<String> keys) {
            ledger.change(from.of("DELETE FROM " + table) + " WHERE " + key + " IN ", keys, "");
        }

        private String copy(Shelf from, Shelf to) {
            return to.of("INSERT INTO " + table) + " (" + String.join(", ", columns()) + ") " + select(from);
        }

        private String select(Shelf from) {
            return "SELECT " + String.join(", ", columns()) + from.of(" FROM " + table) + " WHERE " + key + " IN ";
        }

        private List<String> columns() {
            return Stream.concat(Stream.of(key), others.stream()).toList();
        }
    }

    /** Does one step; tells how many notifications, or events that owed nothing, were moved. */
    static long store(Ledger ledger, Instant createdBefore, int most) {
        News.shareGate(ledger);
        OldRecords old = OldRecords.hold(ledger, Shelf.DAILY, createdBefore, most);
        moveNotifications(ledger, Shelf.DAILY, Shelf.ARCHIVE, old.notifications());
        Set<String> leaving = old.eventsThatOweNothing(ledger);
        Set<String> archived = new HashSet<>(old.eventsOfNotifications());
        archived.addAll(leaving);
        EVENT.replace(ledger, Shelf.DAILY, Shelf.ARCHIVE, archived);
        HISTORY.move(ledger, Shelf.DAILY, Shelf.ARCHIVE, leaving);
        EVENT.delete(ledger, Shelf.DAILY, leaving);
        return old.count();
    }

    /** Brings those of the notifications back that are archived, with everything else of their events. */
    static void bringBackNotifications(Ledger ledger, Collection<String> ids) {
        List<String> events = ledger.among(
                Shelf.ARCHIVE.of("SELECT DISTINCT event_id FROM notify_notification WHERE id IN "),
                ids,
                "",
                (row, context) -> row.getString(1));
        bringBackEvents(ledger, events);
    }

    /** Brings everything back that is archived of events; tells which of them there was something of. */
    static List<String> bringBackEvents(Ledger ledger, Collection<String> ids) {
        List<String> events = ledger.among(
                Shelf.ARCHIVE.of("SELECT event_id FROM notify_event WHERE event_id IN "),
                ids,
                "",
                (row, context) -> row.getString(1));
        if (!events.isEmpty()) {
            News.shareGate(ledger);
            EVENT.replace(ledger, Shelf.ARCHIVE, Shelf.DAILY, events);
            List<String> notifications = ledger.among(
                    Shelf.ARCHIVE.of("SELECT id FROM notify_notification WHERE event_id IN "),
                    events,
                    "",
                    (row, context) -> row.getString(1));
            moveNotifications(ledger, Shelf.ARCHIVE, Shelf.DAILY, notifications);
            HISTORY.move(ledger, Shelf.ARCHIVE, Shelf.DAILY, events);
            EVENT.delete(ledger, Shelf.ARCHIVE, events);
        }
        return events;
    }

    private static void moveNotifications(Ledger ledger, Shelf from, Shelf to, Collection<String> ids) {
        OF_NOTIFICATION.forEach(part -> part.move(ledger, from, to, ids));
        NOTIFICATION.move(ledger, from, to, ids);
    }
}
