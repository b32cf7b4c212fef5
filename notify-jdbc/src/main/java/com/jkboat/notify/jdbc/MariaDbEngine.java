package com.jkboat.notify.jdbc;

import com.jkboat.notify.jdbc.DatabaseException.Outcome;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * MariaDB 10.6 or newer, and MySQL 8.0.17 or newer; times are {@code DATETIME(6)} in UTC, to the microsecond, whatever the time zone of a session.
 *
 * <p>A change of tables ends the transaction it is in: scripts are written so that one that was cut short can run again.
 */
final class MariaDbEngine implements Engine {

    /** The same throughout a statement; {@code SYSDATE()} is not, and never bounds an index scan. */
    private static final String NOW = "UTC_TIMESTAMP(6)";

    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    /** Locks of a server go by one name for all its databases. */
    private static final String SCHEMA_LOCK = "CONCAT('notify schema ', LEFT(SHA2(DATABASE(), 256), 32))";

    private static final int SCHEMA_PATIENCE_SECONDS = 20; // less than the socket's

    /** How many rows {@code notify_lock} has. */
    private static final int SLOTS = 16_384;

    // https://mariadb.com/kb/en/mariadb-error-codes/
    /** ER_LOCK_WAIT_TIMEOUT, ER_LOCK_DEADLOCK, ER_CHECKREAD. */
    private static final Set<Integer> LOST_RACES = Set.of(1205, 1213, 1020);
    /** ER_SERVER_SHUTDOWN, ER_CONNECTION_KILLED; of MySQL ER_SESSION_WAS_KILLED, ER_CLIENT_INTERACTION_TIMEOUT. */
    private static final Set<Integer> SERVER_WENT_AWAY = Set.of(1053, 1927, 3169, 4031);
    /** Features, data, constraints, names and syntax: the statement is at fault, not the server. */
    private static final Set<String> REFUSALS = Set.of("0A", "21", "22", "23", "42");
    /** ER_NO_DEFAULT_FOR_FIELD, ER_TRUNCATED_WRONG_VALUE_FOR_FIELD: the same, but of no state of their own. */
    private static final Set<Integer> REFUSAL_CODES = Set.of(1364, 1366);

    private final ProductVersion oldest;
    private final boolean answersInserts;

    private MariaDbEngine(ProductVersion oldest, boolean answersInserts) {
        this.oldest = oldest;
        this.answersInserts = answersInserts;
    }

    static MariaDbEngine ofMariaDb() {
        return new MariaDbEngine(new ProductVersion("MariaDB", 10, 6), true);
    }

    /** MySQL has no {@code RETURNING}; its tables are those of MariaDB, but for the name of their collation. */
    static MariaDbEngine ofMySql() {
        return new MariaDbEngine(new ProductVersion("MySQL", 8, 0), false);
    }

    @Override
    public String name() {
        return oldest.product().toLowerCase(Locale.ROOT);
    }

    @Override
    public ProductVersion oldest() {
        return oldest;
    }

    @Override
    public boolean answersInserts() {
        return answersInserts;
    }

    @Override
    public String now() {
        return NOW;
    }

    @Override
    public String nowPlusMillis() {
        return "(" + NOW + " + INTERVAL (? * 1000) MICROSECOND)";
    }

    @Override
    public String millisUntil(String time) {
        return "(TIMESTAMPDIFF(MICROSECOND, " + NOW + ", " + time + ") DIV 1000)";
    }

    @Override
    public String laterOf(String time, String nullableTime) {
        return "GREATEST(" + time + ", CAST(COALESCE(" + nullableTime + ", " + time + ") AS DATETIME(6)))";
    }

    @Override
    public ClaimStrategy claimStrategy() {
        return ClaimStrategy.LOCK_THEN_UPDATE;
    }

    @Override
    public String insertNew(NewRows rows) {
        String same = rows.table() + "." + rows.key().get(0);
        return rows.insert() + " ON DUPLICATE KEY UPDATE " + same + " = " + same; // IGNORE would hide other errors too
    }

    @Override
    public String insertOrReplace(NewRows rows, List<String> replaced) {
        return rows.insert()
                + replaced.stream()
                        .map(column -> column + " = VALUES(" + column + ")")
                        .collect(Collectors.joining(", ", " ON DUPLICATE KEY UPDATE ", ""));
    }

    @Override
    public boolean returnsSkipped() {
        return true;
    }

    @Override
    public String byIndex(String table, String index) {
        return table + " FORCE INDEX (" + index + ")";
    }

    @Override
    public boolean changesListsByKey() {
        return false; // a DELETE takes no hint
    }

    @Override
    public boolean followsOuterRows() {
        return false;
    }

    @Override
    public Optional<String> looksFreelyWhen() {
        return Optional.empty(); // in repeatable read, an insert holds what it reads
    }

    @Override
    public void holdNames(Handle handle, Collection<String> names) {
        NameSlots.lock(handle, names, SLOTS, "FOR UPDATE");
    }

    @Override
    public void shareName(Handle handle, String name) {
        NameSlots.lock(handle, Set.of(name), SLOTS, "LOCK IN SHARE MODE");
    }

    @Override
    public void bind(PreparedStatement statement, int index, Instant time) throws SQLException {
        // a text: a driver may move a time into the zone of the JVM or of the session
        statement.setString(index, MICROSECONDS.format(time.atOffset(ZoneOffset.UTC)));
    }

    @Override
    public void bindNoTime(PreparedStatement statement, int index) throws SQLException {
        statement.setNull(index, Types.VARCHAR);
    }

    @Override
    public Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    @Override
    public void lockSchema(Handle handle) {
        boolean locked = handle.createQuery("SELECT COALESCE(GET_LOCK(" + SCHEMA_LOCK + ", ?), 0)")
                        .bind(0, SCHEMA_PATIENCE_SECONDS)
                        .mapTo(Integer.class)
                        .one()
                == 1;
        if (!locked) {
            throw new IllegalStateException("another process has been changing the tables for "
                    + SCHEMA_PATIENCE_SECONDS + " s and is not done");
        }
    }

    @Override
    public void unlockSchema(Handle handle) throws SQLException {
        handle.getConnection().commit(); // first: the next one must see which version was reached
        handle.createQuery("SELECT COALESCE(RELEASE_LOCK(" + SCHEMA_LOCK + "), 0)")
                .mapTo(Integer.class)
                .one();
    }

    @Override
    public boolean tableExists(Handle handle, String table) {
        return handle.createQuery("SELECT count(*) FROM information_schema.tables"
                                + " WHERE table_schema = DATABASE() AND table_name = ?")
                        .bind(0, table)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    @Override
    public boolean isTransient(SQLException failure) {
        String state = Engine.state(failure);
        return LOST_RACES.contains(failure.getErrorCode())
                || SERVER_WENT_AWAY.contains(failure.getErrorCode())
                || state.equals("40001")
                || state.startsWith("08");
    }

    @Override
    public Outcome outcomeOf(SQLException failure) {
        boolean refused = Engine.isOfClass(REFUSALS, failure) || REFUSAL_CODES.contains(failure.getErrorCode());
        return refused ? Outcome.REFUSED : Outcome.UNAVAILABLE;
    }

    @Override
    public boolean isCertainlyRolledBack(SQLException failureOfCommit) {
        return Engine.state(failureOfCommit).equals("40001") || outcomeOf(failureOfCommit) == Outcome.REFUSED;
    }

    /** Of a duplicate the server names the value, of a mistake in a statement it repeats a part. */
    @Override
    public boolean mayRepeatValues(SQLException failure) {
        return !isTransient(failure);
    }
}
