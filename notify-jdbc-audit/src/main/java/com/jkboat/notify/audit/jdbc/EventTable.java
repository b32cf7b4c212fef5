package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.jdbc.NewRows;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events on record: the first under an id stays. */
final class EventTable {

    private static final List<String> COLUMNS = List.of(
            "event_id",
            "event_type",
            "subject",
            "customer",
            "occurred_at",
            "recorded_at",
            "correlation_id",
            "fingerprint",
            "content",
            "place");

    private EventTable() {}

    /**
     * What is on record under an event's id.
     *
     * @param isErased whether its customer was erased
     */
    record Known(String fingerprint, boolean isErased) {

        boolean isSameAs(AuditedEvent event) {
            return fingerprint.equals(event.fingerprint());
        }
    }

    /** An event that is to be on record, and since when. */
    record Arrival(AuditedEvent event, Instant at) {

        UUID id() {
            return event.origin().eventId();
        }
    }

    /**
     * Puts events on record that are not, and tells what is on record under their ids from now on.
     *
     * <p>One that is archived is brought back. Those that were there are locked until the transaction ends, so that nobody erases or purges them meanwhile.
     */
    static Map<UUID, Known> putOnRecord(Ledger ledger, List<Arrival> arrivals) throws SQLException {
        Map<String, Arrival> first = new TreeMap<>();
        arrivals.forEach(it -> first.putIfAbsent(it.id().toString(), it));
        List<@Nullable Object[]> rows =
                first.values().stream().map(it -> row(ledger, it)).toList();
        String values = "VALUES (?, ?, ?, ?, ?, ?, ?, ?, " + ledger.dialect().bytes() + ", ?)";
        int[] stored = ledger.insertNew(new NewRows("notify_event", COLUMNS, List.of("event_id"), values), rows);
        Map<UUID, Known> known = new HashMap<>();
        List<String> older = new ArrayList<>();
        for (Arrival it : first.values()) {
            if (stored[known.size() + older.size()] == 1) {
                known.put(it.id(), new Known(it.event().fingerprint(), false));
            } else {
                older.add(it.id().toString());
            }
        }
        older.addAll(Archive.bringBackEvents(ledger, texts(known.keySet())));
        known.putAll(lock(ledger, older));
        if (known.size() < first.size()) {
            throw Ledger.lostRace("an event");
        }
        return known;
    }

    private static List<String> texts(Set<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }

    /** Puts an event on record and adds entries to its timeline; without what they say once it was erased. */
    static void note(Ledger ledger, AuditedEvent event, List<TimelineEntry> entries) throws SQLException {
        UUID id = event.origin().eventId();
        Instant at = entries.stream()
                .map(TimelineEntry::at)
                .min(Comparator.naturalOrder())
                .orElse(event.origin().occurredAt());
        Known known = Objects.requireNonNull(
                putOnRecord(ledger, List.of(new Arrival(event, at))).get(id));
        if (!known.isSameAs(event)) {
            ledger.write(conflict(ledger, id, at));
        }
        entries.forEach(it -> ledger.write(new Ledger.Line(
                id,
                it.notificationId(),
                it.at(),
                it.what(),
                it.actor(),
                known.isErased() ? "" : it.detail(),
                ledger.nextPlace())));
        ledger.flush();
    }

    /** Makes the line that says that another event came under the id of one on record. */
    static Ledger.Line conflict(Ledger ledger, UUID id, Instant at) {
        return new Ledger.Line(
                id, Optional.empty(), at, "conflict", Ledger.NOTIFY, "another event under this id", ledger.nextPlace());
    }

    private static Map<UUID, Known> lock(Ledger ledger, List<String> ids) {
        Map<UUID, Known> known = new HashMap<>();
        ledger.among(
                        "SELECT event_id, fingerprint, CASE WHEN content IS NULL THEN 1 ELSE 0 END AS erased"
                                + " FROM notify_event WHERE event_id IN ",
                        ids,
                        " ORDER BY event_id" + ledger.dialect().lockRows(),
                        (row, context) -> Map.entry(
                                Columns.uuid(row, "event_id"),
                                new Known(row.getString("fingerprint"), row.getInt("erased") == 1)))
                .forEach(it -> known.put(it.getKey(), it.getValue()));
        return known;
    }

    private static @Nullable Object[] row(Ledger ledger, Arrival it) {
        AuditedEvent event = it.event();
        return new Object[] {
            it.id().toString(),
            event.origin().eventType(),
            Columns.name(event.origin().subject()),
            Columns.name(event.origin().customer()),
            event.origin().occurredAt().toEpochMilli(),
            it.at().toEpochMilli(),
            Columns.name(event.origin().correlationId()),
            event.fingerprint(),
            event.content(),
            ledger.nextPlace()
        };
    }
}
