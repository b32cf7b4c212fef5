package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.audit.ClaimRules.PastEnding;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.jdbc.NewRows;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The newest ending of each subject and route, for claims that come later. */
final class EndingTable {

    private static final NewRows ENDING = NewRows.bound(
            "notify_ending",
            List.of("subject", "route"),
            List.of("subject", "route", "event_id", "event_type", "occurred_at", "kind"));

    private static final List<String> REPLACED = List.of("event_id", "event_type", "occurred_at", "kind");

    private EndingTable() {}

    /** What an ending reaches. */
    record Reach(String subject, String route) {}

    static Map<Reach, PastEnding> read(Ledger ledger, Collection<String> subjects) {
        Map<Reach, PastEnding> endings = new HashMap<>();
        ledger.among(
                        "SELECT * FROM notify_ending WHERE subject IN ",
                        subjects,
                        "",
                        (row, context) -> Map.entry(
                                new Reach(row.getString("subject"), row.getString("route")),
                                new PastEnding(
                                        Columns.uuid(row, "event_id"),
                                        row.getString("event_type"),
                                        Columns.time(row, "occurred_at"),
                                        Route.Ending.Kind.valueOf(row.getString("kind")))))
                .forEach(it -> endings.put(it.getKey(), it.getValue()));
        return endings;
    }

    /** Stores endings that are newer than those on record, which were read while their subjects were held. */
    static void store(Ledger ledger, Map<Reach, PastEnding> endings) {
        List<@Nullable Object[]> rows = endings.entrySet().stream()
                .map(it -> row(it.getKey(), it.getValue()))
                .toList();
        ledger.batch(ledger.dialect().insertOrReplace(ENDING, REPLACED), rows);
    }

    private static @Nullable Object[] row(Reach reach, PastEnding ending) {
        return new Object[] {
            reach.subject(),
            reach.route(),
            ending.eventId().toString(),
            ending.eventType(),
            ending.occurredAt().toEpochMilli(),
            ending.kind().name()
        };
    }
}
