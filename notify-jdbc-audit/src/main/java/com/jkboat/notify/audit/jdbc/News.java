package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.jdbc.NewRows;
import com.jkboat.notify.provider.DeliveryEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** News from providers: stored once, given to its notification, folded into where that stands. */
final class News {

    /**
     * Shared by whoever records how a provider names a message, or moves what is on record from one shelf to the other;
     * held by whoever must not overlook what they are about to store: who stores news of a message that nobody knows,
     * which would wait for ever, and who erases a customer.
     */
    private static final String GATE = "audit news";

    /** All columns but the notification's. */
    static final List<String> COLUMNS = List.of(
            "provider",
            "provider_event_id",
            "provider_message_id",
            "kind",
            "occurred_at",
            "received_at",
            "detail",
            "place");

    private static final NewRows EVENT = NewRows.bound(
            "notify_delivery_event",
            List.of("provider", "provider_event_id"),
            Stream.concat(COLUMNS.stream(), Stream.of("notification_id")).toList());

    private static final String BIND = "UPDATE notify_delivery_event SET notification_id = ?,"
            + " detail = CASE WHEN ? = 1 THEN NULL ELSE detail END WHERE provider = ? AND provider_event_id = ?";

    private News() {}

    /** A provider's own name for something: a message, or a piece of news. */
    private record ProviderName(String provider, String name) {

        static Optional<ProviderName> messageOf(DeliveryEvent event) {
            return event.providerMessageId().map(it -> new ProviderName(event.provider(), Columns.name(it)));
        }

        static Optional<ProviderName> messageOf(Attempt attempt) {
            return attempt.provider()
                    .flatMap(provider ->
                            attempt.providerMessageId().map(id -> new ProviderName(provider, Columns.name(id))));
        }
    }

    /** Parked news: of which message, and the news itself. */
    private record Parked(ProviderName message, ProviderName event) {

        @Nullable
        Object[] boundTo(Held one) {
            return new Object[] {one.id().toString(), one.isErased() ? 1 : 0, event.provider(), event.name()};
        }
    }

    /** Stores news and folds it in; tells which notification each is about. */
    static List<Optional<UUID>> apply(Ledger ledger, List<DeliveryEvent> events) throws SQLException {
        List<Optional<UUID>> about = about(ledger, events);
        Set<String> ids = new HashSet<>();
        about.forEach(id -> id.ifPresent(it -> ids.add(it.toString())));
        Map<UUID, Held> held = NotificationTable.hold(ledger, ids);
        if (held.size() < ids.size()) {
            throw Ledger.lostRace("a notification");
        }
        Set<Held> touched = store(
                ledger, events, about.stream().map(id -> id.map(held::get)).toList());
        fold(ledger, touched);
        NotificationTable.update(ledger, touched);
        return about;
    }

    /** Stores news, and finds the notifications that there is something new about. */
    private static Set<Held> store(Ledger ledger, List<DeliveryEvent> events, List<Optional<Held>> about) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            rows.add(row(events.get(i), about.get(i), ledger.nextPlace()));
        }
        int[] stored = ledger.insertNew(EVENT, rows);
        Set<Held> touched = new HashSet<>();
        for (int i = 0; i < stored.length; i++) {
            if (stored[i] == 1) {
                about.get(i).ifPresent(touched::add);
            }
        }
        return touched;
    }

    /** Taken before anything is locked by those who record what a provider calls a message. */
    static void shareGate(Ledger ledger, List<AttemptRecord> records) {
        if (records.stream().anyMatch(it -> it.attempt().providerMessageId().isPresent())) {
            shareGate(ledger);
        }
    }

    static void shareGate(Ledger ledger) {
        ledger.dialect().shareName(ledger.handle(), GATE);
    }

    static void holdGate(Ledger ledger) {
        ledger.dialect().holdNames(ledger.handle(), Set.of(GATE));
    }

    /** Gives news that came before the record knew the provider's name of the message to its notification. */
    static void bind(Ledger ledger, List<AttemptTable.Told> attempts) {
        Map<ProviderName, Held> messages = new HashMap<>();
        attempts.forEach(told -> ProviderName.messageOf(told.attempt()).ifPresent(it -> messages.put(it, told.of())));
        Set<Held> touched = new HashSet<>();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Parked it : parked(ledger, messages.keySet())) {
            Optional.ofNullable(messages.get(it.message())).ifPresent(one -> {
                touched.add(one);
                rows.add(it.boundTo(one));
            });
        }
        ledger.batch(BIND, rows);
        fold(ledger, touched);
    }

    private static List<Parked> parked(Ledger ledger, Collection<ProviderName> messages) {
        return ledger.among(
                "SELECT provider, provider_event_id, provider_message_id FROM notify_delivery_event"
                        + " WHERE notification_id IS NULL AND provider_message_id IN ",
                names(messages),
                "",
                (row, context) -> new Parked(
                        new ProviderName(row.getString("provider"), row.getString("provider_message_id")),
                        new ProviderName(row.getString("provider"), row.getString("provider_event_id"))));
    }

    /** Finds the notification each is about; what nobody knows is looked for in the archive and again, behind the gate. */
    private static List<Optional<UUID>> about(Ledger ledger, List<DeliveryEvent> events) {
        Set<UUID> onRecord = onRecord(ledger, events);
        Map<ProviderName, UUID> messages = messages(ledger, Shelf.DAILY, events);
        List<DeliveryEvent> unknown = events.stream()
                .filter(it -> about(it, onRecord, messages).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            holdGate(ledger);
            bringBack(ledger, unknown);
            onRecord.addAll(onRecord(ledger, unknown));
            messages.putAll(messages(ledger, Shelf.DAILY, unknown));
        }
        return events.stream().map(it -> about(it, onRecord, messages)).toList();
    }

    private static void bringBack(Ledger ledger, List<DeliveryEvent> unknown) {
        Set<String> ids = ids(unknown);
        messages(ledger, Shelf.ARCHIVE, unknown).values().forEach(it -> ids.add(it.toString()));
        Archive.bringBackNotifications(ledger, ids);
    }

    private static Optional<UUID> about(DeliveryEvent event, Set<UUID> onRecord, Map<ProviderName, UUID> messages) {
        return event.notificationId()
                .filter(onRecord::contains)
                .or(() -> ProviderName.messageOf(event).flatMap(it -> Optional.ofNullable(messages.get(it))));
    }

    private static Set<UUID> onRecord(Ledger ledger, List<DeliveryEvent> events) {
        return new HashSet<>(ledger.among(
                "SELECT id FROM notify_notification WHERE id IN ",
                ids(events),
                "",
                (row, context) -> Columns.uuid(row, "id")));
    }

    private static Set<String> ids(List<DeliveryEvent> events) {
        Set<String> ids = new HashSet<>();
        events.forEach(event -> event.notificationId().ifPresent(it -> ids.add(it.toString())));
        return ids;
    }

    private static Map<ProviderName, UUID> messages(Ledger ledger, Shelf shelf, List<DeliveryEvent> events) {
        Set<ProviderName> wanted = new HashSet<>();
        events.forEach(event -> ProviderName.messageOf(event).ifPresent(wanted::add));
        Map<ProviderName, UUID> messages = new HashMap<>();
        ledger.among(
                        shelf.of("SELECT notification_id, provider, provider_message_id FROM notify_attempt"
                                + " WHERE provider_message_id IN "),
                        names(wanted),
                        "",
                        (row, context) -> Map.entry(
                                new ProviderName(row.getString("provider"), row.getString("provider_message_id")),
                                Columns.uuid(row, "notification_id")))
                .forEach(it -> messages.put(it.getKey(), it.getValue()));
        return messages;
    }

    private static Set<String> names(Collection<ProviderName> messages) {
        Set<String> names = new HashSet<>();
        messages.forEach(it -> names.add(it.name()));
        return names;
    }

    private static void fold(Ledger ledger, Collection<Held> touched) {
        Map<UUID, List<DeliveryEvent>> news = new HashMap<>();
        ledger.among(
                        "SELECT * FROM notify_delivery_event WHERE notification_id IN ",
                        touched.stream().map(it -> it.id().toString()).toList(),
                        "",
                        (row, context) -> RecordReader.news(row))
                .forEach(it -> news.computeIfAbsent(it.notificationId().orElseThrow(), id -> new ArrayList<>())
                        .add(it));
        touched.forEach(it -> it.fold(news.getOrDefault(it.id(), List.of())));
    }

    private static @Nullable Object[] row(DeliveryEvent event, Optional<Held> about, long place) {
        boolean isErased = about.map(Held::isErased).orElse(false);
        return new Object[] {
            event.provider(),
            Columns.name(event.providerEventId()),
            Columns.name(event.providerMessageId()),
            event.kind().name(),
            event.occurredAt().toEpochMilli(),
            event.receivedAt().toEpochMilli(),
            isErased ? null : Columns.bound(Columns.line(event.detail())),
            place,
            about.map(it -> it.id().toString()).orElse(null)
        };
    }
}
