package com.jkboat.notify.jdbc;

import com.jkboat.notify.jdbc.DatabaseException.Outcome;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** PostgreSQL 12 or newer; times are {@code timestamptz}, to the microsecond. */
final class PostgresEngine implements ZonedTimes {

    /** Stable for one statement; {@code clock_timestamp()} is volatile and never bounds an index scan. */
    private static final String NOW = "statement_timestamp()";

    /** Any number, the same in every version: "notify" in ASCII. */
    private static final long SCHEMA_LOCK = 0x6E6F74696679L;

    // SQLSTATEs, https://www.postgresql.org/docs/current/errcodes-appendix.html
    /** serialization_failure, deadlock_detected, lock_not_available. */
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01", "55P03");
    /** admin_shutdown, crash_shutdown, cannot_connect_now, idle_session_timeout. */
    private static final Set<String> SERVER_WENT_AWAY = Set.of("57P01", "57P02", "57P03", "57P05");
    /** Data, constraints, names and syntax, features, rights: the statement is at fault, not the server. */
    private static final Set<String> REFUSALS = Set.of("0A", "21", "22", "23", "26", "2F", "3F", "42", "44");

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public ProductVersion oldest() {
        return new ProductVersion("PostgreSQL", 12, 0);
    }

    @Override
    public String now() {
        return NOW;
    }

    @Override
    public String nowPlusMillis() {
        return "(" + NOW + " + ? * INTERVAL '1 millisecond')";
    }

    @Override
    public String millisUntil(String time) {
        return "CAST(EXTRACT(EPOCH FROM " + time + " - " + NOW + ") * 1000 AS BIGINT)";
    }

    @Override
    public String laterOf(String time, String nullableTime) {
        return "GREATEST(" + time + ", " + nullableTime + ")";
    }

    /** A serializable transaction fails where another one stores what it would have read: also on the same page. */
    @Override
    public Optional<String> looksFreelyWhen() {
        return Optional.of("current_setting('transaction_isolation') <> 'serializable'");
    }

    @Override
    public boolean wakesSessions() {
        return true;
    }

    @Override
    public void holdNames(Handle handle, Collection<String> names) {
        if (!names.isEmpty()) {
            lockKeys(handle, "pg_advisory_xact_lock", names);
        }
    }

    @Override
    public void shareName(Handle handle, String name) {
        lockKeys(handle, "pg_advisory_xact_lock_shared", Set.of(name));
    }

    private static void lockKeys(Handle handle, String function, Collection<String> names) {
        String keys = names.stream()
                .map(PostgresEngine::lockKey)
                .distinct()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(",", "{", "}"));
        handle.createQuery("SELECT " + function + "(k)::text FROM unnest(CAST(? AS bigint[])) AS k")
                .bind(0, keys)
                .mapTo(String.class)
                .list();
    }

    /** Two names with one key only wait for each other needlessly. */
    private static long lockKey(String name) {
        return UUID.nameUUIDFromBytes(("notify " + name).getBytes(StandardCharsets.UTF_8))
                .getMostSignificantBits();
    }

    @Override
    public void lockSchema(Handle handle) {
        handle.createQuery("SELECT pg_advisory_xact_lock(?)::text")
                .bind(0, SCHEMA_LOCK)
                .mapTo(String.class)
                .one();
    }

    @Override
    public boolean tableExists(Handle handle, String table) {
        // not to_regclass(): it may answer from a cache that does not know what was committed while we waited for a
        // lock
        return handle.createQuery("SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_class"
                        + " WHERE relname = ? AND relkind IN ('r', 'p') AND pg_table_is_visible(oid))")
                .bind(0, table)
                .mapTo(Boolean.class)
                .one();
    }

    @Override
    public boolean isTransient(SQLException failure) {
        String state = Engine.state(failure);
        return LOST_RACES.contains(state) || SERVER_WENT_AWAY.contains(state) || state.startsWith("08");
    }

    @Override
    public Outcome outcomeOf(SQLException failure) {
        return Engine.isOfClass(REFUSALS, failure) ? Outcome.REFUSED : Outcome.UNAVAILABLE;
    }

    @Override
    public boolean isCertainlyRolledBack(SQLException failureOfCommit) {
        return LOST_RACES.contains(Engine.state(failureOfCommit)) || outcomeOf(failureOfCommit) == Outcome.REFUSED;
    }
}
