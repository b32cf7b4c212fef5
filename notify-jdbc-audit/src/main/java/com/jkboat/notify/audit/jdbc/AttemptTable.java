package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.jdbc.NewRows;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Attempts on record: told again, one of the same claim and number replaces what was told first. */
final class AttemptTable {

    private static final List<String> REPLACED =
            List.of("started_at", "ended_at", "provider", "outcome", "provider_message_id", "detail");

    /** All columns but the notification's. */
    static final List<String> COLUMNS = Stream.of(List.of("claim", "number"), REPLACED, List.of("place"))
            .flatMap(List::stream)
            .toList();

    private static final NewRows ATTEMPT = NewRows.bound(
            "notify_attempt",
            List.of("notification_id", "claim", "number"),
            Stream.concat(Stream.of("notification_id"), COLUMNS.stream()).toList());

    private AttemptTable() {}

    /**
     * An attempt to be stored.
     *
     * @param claim under which it was made
     * @param place among what is of one time
     */
    record Told(Held of, int claim, Attempt attempt, long place) {

        @Nullable
        Object[] row() {
            return new Object[] {
                of.id().toString(),
                claim,
                attempt.number(),
                attempt.startedAt().toEpochMilli(),
                Columns.bound(attempt.endedAt()),
                Columns.bound(attempt.provider()),
                attempt.outcome(),
                Columns.name(attempt.providerMessageId()),
                of.isErased() ? null : Columns.bound(Columns.line(attempt.detail())),
                place
            };
        }
    }

    /** Stores attempts; one of a claim and number that is there takes its place. */
    static void store(Ledger ledger, List<Told> attempts) {
        ledger.batch(
                ledger.dialect().insertOrReplace(ATTEMPT, REPLACED),
                attempts.stream().map(Told::row).toList());
    }

    /** Stores attempts that nobody told of, except where somebody did. */
    static void storeLost(Ledger ledger, List<Told> attempts) {
        ledger.insertNew(ATTEMPT, attempts.stream().map(Told::row).toList());
    }
}
