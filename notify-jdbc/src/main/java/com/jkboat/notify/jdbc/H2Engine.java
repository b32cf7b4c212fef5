package com.jkboat.notify.jdbc;

import com.jkboat.notify.jdbc.DatabaseException.Outcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * H2 2.1 or newer, in memory or in a file; times are {@code TIMESTAMP(6) WITH TIME ZONE}.
 *
 * <p>Statements are those of every compatibility mode that is let in. One that fails is undone alone, the transaction
 * goes on; only a deadlock undoes it whole. A change of tables ends the transaction it is in, and there are no locks but
 * those of rows: scripts are written so that they can run again.
 */
final class H2Engine implements ZonedTimes {

    /** The same throughout a statement; in the modes REGULAR and PostgreSQL throughout a transaction. */
    private static final String NOW = "CURRENT_TIMESTAMP";

    /**
     * Held by who changes tables: two at once can meet an internal error of the database.
     *
     * <p>Of this process only, which is all that can open a file or a database in memory, a server aside.
     */
    private static final ReentrantLock CHANGING_TABLES = new ReentrantLock();

    /** How many rows {@code notify_lock} has. */
    private static final int SLOTS = 1024;

    /** Modes that understand what we say and take an empty text for what it is. */
    private static final List<String> MODES = List.of("REGULAR", "PostgreSQL", "MySQL", "MariaDB");

    // https://h2database.com/javadoc/org/h2/api/ErrorCode.html
    /** DEADLOCK_1, LOCK_TIMEOUT_1, CONCURRENT_UPDATE_1; TABLE_OR_VIEW_NOT_FOUND_1, which another is just making. */
    private static final Set<Integer> LOST_RACES = Set.of(40001, 50200, 90131, 42102);
    /** DUPLICATE_KEY_1: found by our inserts only where another transaction stored the same meanwhile. */
    private static final int DUPLICATE_KEY = 23505;
    /** CONNECTION_BROKEN_1, DATABASE_CALLED_AT_SHUTDOWN, DATABASE_IS_CLOSED. */
    private static final Set<Integer> DATABASE_WENT_AWAY = Set.of(90067, 90121, 90098);
    /** Features, data, constraints, names and syntax: the statement is at fault, not the database. */
    private static final Set<String> REFUSALS = Set.of("0A", "21", "22", "23", "42");

    @Override
    public String name() {
        return "h2";
    }

    @Override
    public ProductVersion oldest() {
        return new ProductVersion("H2", 2, 1);
    }

    @Override
    public Optional<String> objection(Connection connection) throws SQLException {
        Optional<String> mode = setting(connection, "MODE");
        if (mode.isPresent() && MODES.stream().noneMatch(mode.get()::equalsIgnoreCase)) {
            return Optional.of("is in the mode " + mode.get() + ". Set MODE to one of " + String.join(", ", MODES));
        }
        boolean isExact = isOff(setting(connection, "COLLATION")) && isOff(setting(connection, "IGNORECASE"));
        return isExact
                ? Optional.empty()
                : Optional.of("takes texts that differ for the same. Make it without COLLATION and IGNORECASE");
    }

    private static boolean isOff(Optional<String> setting) {
        return setting.map(value -> value.toUpperCase(Locale.ROOT))
                .map(value -> value.equals("0") || value.equals("FALSE") || value.startsWith("OFF"))
                .orElse(true);
    }

    // the last row counts: before it may be what was set once, which does not hold after the database is opened again
    private static Optional<String> setting(Connection connection, String name) throws SQLException {
        String sql = "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = '" + name + "'";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            Optional<String> value = Optional.empty();
            while (row.next()) {
                value = Optional.of(row.getString(1));
            }
            return value;
        }
    }

    /** The file of a database is closed under whoever is interrupted while writing to it, and so for all others. */
    @Override
    public boolean isHurtByInterrupts() {
        return true;
    }

    @Override
    public String now() {
        return NOW;
    }

    @Override
    public String nowPlusMillis() {
        return "DATEADD(MILLISECOND, ?, " + NOW + ")";
    }

    @Override
    public String millisUntil(String time) {
        return "DATEDIFF(MILLISECOND, " + NOW + ", " + time + ")";
    }

    @Override
    public String laterOf(String time, String nullableTime) {
        return "GREATEST(" + time + ", COALESCE(CAST(" + nullableTime + " AS TIMESTAMP(6) WITH TIME ZONE), " + time
                + "))";
    }

    /** With an order and a limit, a locking select takes every row that is due, not only those within the limit. */
    @Override
    public ClaimStrategy claimStrategy() {
        return ClaimStrategy.COMPARE_AND_SET;
    }

    /** Waits for rows of others: versions before 2.2 cannot leave them out. */
    @Override
    public String lockFreeRows() {
        return lockRows();
    }

    /** Without its type it would become a text on its way, and lose what is no text. */
    @Override
    public String bytes() {
        return "CAST(? AS BINARY VARYING)";
    }

    @Override
    public String insertNew(NewRows rows) {
        return "MERGE INTO " + rows.table() + " USING (" + rows.source() + ") fresh (" + list("", rows.columns())
                + ") ON " + sameKey(rows) + " WHEN NOT MATCHED THEN INSERT (" + list("", rows.columns()) + ") VALUES ("
                + list("fresh.", rows.columns()) + ")";
    }

    @Override
    public String insertOrReplace(NewRows rows, List<String> replaced) {
        String changes = replaced.stream()
                .map(column -> column + " = fresh." + column)
                .collect(Collectors.joining(", ", " WHEN MATCHED THEN UPDATE SET ", ""));
        return insertNew(rows) + changes;
    }

    private static String sameKey(NewRows rows) {
        return rows.key().stream()
                .map(column -> rows.table() + "." + column + " = fresh." + column)
                .collect(Collectors.joining(" AND "));
    }

    private static String list(String prefix, List<String> columns) {
        return columns.stream().map(column -> prefix + column).collect(Collectors.joining(", "));
    }

    @Override
    public String returning(String insert, String columns) {
        return "SELECT " + columns + " FROM FINAL TABLE (" + insert + ")";
    }

    @Override
    public boolean mayInsertAgain(SQLException failure) {
        return failure.getErrorCode() == DUPLICATE_KEY;
    }

    /** What an insert looks at may be read as a whole. */
    @Override
    public Optional<String> looksFreelyWhen() {
        return Optional.empty();
    }

    @Override
    public boolean followsOuterRows() {
        return false;
    }

    @Override
    public void holdNames(Handle handle, Collection<String> names) {
        NameSlots.lock(handle, names, SLOTS, "FOR UPDATE");
    }

    /** Holds it alone: rows cannot be shared. */
    @Override
    public void shareName(Handle handle, String name) {
        holdNames(handle, Set.of(name));
    }

    @Override
    public void lockSchema(Handle handle) {
        CHANGING_TABLES.lock();
    }

    @Override
    public void unlockSchema(Handle handle) {
        CHANGING_TABLES.unlock();
    }

    @Override
    public boolean tableExists(Handle handle, String table) {
        // as it is written in one database in capitals, in another not
        return handle.createQuery("SELECT count(*) FROM INFORMATION_SCHEMA.TABLES"
                                + " WHERE TABLE_SCHEMA = CURRENT_SCHEMA AND UPPER(TABLE_NAME) = UPPER(?)")
                        .bind(0, table)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    @Override
    public boolean isTransient(SQLException failure) {
        return LOST_RACES.contains(failure.getErrorCode())
                || DATABASE_WENT_AWAY.contains(failure.getErrorCode())
                || mayInsertAgain(failure)
                || Engine.state(failure).equals("40001");
    }

    @Override
    public Outcome outcomeOf(SQLException failure) {
        return Engine.isOfClass(REFUSALS, failure) ? Outcome.REFUSED : Outcome.UNAVAILABLE;
    }

    @Override
    public boolean isCertainlyRolledBack(SQLException failureOfCommit) {
        return Engine.state(failureOfCommit).equals("40001") || outcomeOf(failureOfCommit) == Outcome.REFUSED;
    }

    /** Of a duplicate the database names the value, of a mistake in a statement it repeats a part. */
    @Override
    public boolean mayRepeatValues(SQLException failure) {
        return !LOST_RACES.contains(failure.getErrorCode());
    }
}
