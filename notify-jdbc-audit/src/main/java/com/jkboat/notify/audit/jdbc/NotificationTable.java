package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.Notification.Origin;
import com.jkboat.notify.audit.Claim.Owed;
import com.jkboat.notify.jdbc.NewRows;
import com.jkboat.notify.message.EmailAddress;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Notifications on record: locked in the order of their ids, stored many at a time. */
final class NotificationTable {

    private static final List<String> CHANGING = List.of(
            "status",
            "reason",
            "template",
            "updated_at",
            "scheduled_for",
            "claimed_at",
            "claimed_until",
            "granted",
            "attempts",
            "sent_at",
            "provider",
            "provider_message_id",
            "news");

    private static final List<String> FIXED = List.of(
            "event_id",
            "subject",
            "customer",
            "occurred_at",
            "route",
            "role",
            "recipient",
            "recipient_name",
            "recipient_key",
            "created_at",
            "resend_of");

    /** All columns but the id. */
    static final List<String> COLUMNS =
            Stream.of(CHANGING, FIXED).flatMap(List::stream).toList();

    private static final NewRows NOTIFICATION = NewRows.bound(
            "notify_notification",
            List.of("id"),
            Stream.concat(COLUMNS.stream(), Stream.of("id")).toList());

    private static final String UPDATE =
            "UPDATE notify_notification SET " + String.join(" = ?, ", CHANGING) + " = ? WHERE id = ?";

    private NotificationTable() {}

    /**
     * A notification that is not on record yet, with what never changes about it.
     *
     * @param at since when it is on record
     */
    record Fresh(Held held, Owed owed, Origin origin, Instant at) {

        @Nullable
        Object[] row() {
            EmailAddress to = owed.recipient();
            boolean isErased = held.isErased();
            Object[] fixed = {
                origin.eventId().toString(),
                Columns.name(origin.subject()),
                isErased ? null : Columns.name(origin.customer()),
                origin.occurredAt().toEpochMilli(),
                owed.route(),
                owed.role(),
                isErased ? null : to.address(),
                isErased ? null : Columns.bound(Columns.line(to.name())),
                isErased ? null : Columns.addressKey(to),
                at.toEpochMilli(),
                Columns.bound(owed.resendOf()),
                owed.id().toString()
            };
            return concat(held.values(), fixed);
        }
    }

    /** Reads those on record and locks them until the transaction ends. */
    static Map<UUID, Held> hold(Ledger ledger, Collection<String> ids) {
        Map<UUID, Held> held = new HashMap<>();
        ledger.among(
                        "SELECT * FROM notify_notification WHERE id IN ",
                        ids,
                        " ORDER BY id" + ledger.dialect().lockRows(),
                        (row, context) -> new Held(row))
                .forEach(it -> held.put(it.id(), it));
        return held;
    }

    /** Puts new ones on record; when somebody else did so meanwhile, the transaction is to run again. */
    static void insert(Ledger ledger, Collection<Fresh> fresh) throws SQLException {
        List<@Nullable Object[]> rows = fresh.stream()
                .sorted(Comparator.comparing(it -> it.owed().id().toString()))
                .map(Fresh::row)
                .toList();
        int[] stored = ledger.insertNew(NOTIFICATION, rows);
        if (Arrays.stream(stored).anyMatch(count -> count != 1)) {
            throw Ledger.lostRace("a notification");
        }
    }

    /** Stores what changed about those that were on record. */
    static void update(Ledger ledger, Collection<Held> held) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        held.stream()
                .filter(it -> it.isChanged() && !it.isFresh())
                .forEach(it -> rows.add(concat(it.values(), it.id().toString())));
        ledger.batch(UPDATE, rows);
    }

    private static @Nullable Object[] concat(@Nullable Object[] first, @Nullable Object... rest) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(rest)).toArray();
    }
}
