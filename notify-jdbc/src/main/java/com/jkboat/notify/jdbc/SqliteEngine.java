package com.jkboat.notify.jdbc;

import com.jkboat.notify.jdbc.DatabaseException.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * SQLite 3.42 or newer; times are milliseconds since 1970.
 *
 * <p>Transactions are begun and ended by statements. The driver's own {@code commit()} begins the next transaction at
 * once, and reports as a failure of the commit when that one finds the file locked.
 */
final class SqliteEngine implements Engine {

    private static final String NOW = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

    // result codes, https://www.sqlite.org/rescode.html
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int FULL = 13;
    /** ERROR, TOOBIG, CONSTRAINT, MISMATCH, MISUSE, RANGE: the statement is at fault, not the file. */
    private static final Set<Integer> REFUSALS = Set.of(1, 18, 19, 20, 21, 25);

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public ProductVersion oldest() {
        return new ProductVersion("SQLite", 3, 42);
    }

    @Override
    public String now() {
        return NOW;
    }

    @Override
    public String nowPlusMillis() {
        return "(" + NOW + " + ?)";
    }

    @Override
    public String millisUntil(String time) {
        return "(" + time + " - " + NOW + ")";
    }

    @Override
    public String laterOf(String time, String nullableTime) {
        return "MAX(" + time + ", COALESCE(" + nullableTime + ", 0))";
    }

    @Override
    public String lockRows() {
        return ""; // a writing transaction has the whole file
    }

    @Override
    public String lockFreeRows() {
        return ""; // a writing transaction has the whole file
    }

    @Override
    public void holdNames(Handle handle, Collection<String> names) {
        // a writing transaction has the whole file
    }

    @Override
    public void shareName(Handle handle, String name) {
        // a writing transaction has the whole file
    }

    @Override
    public void bind(PreparedStatement statement, int index, Instant time) throws SQLException {
        statement.setLong(index, time.toEpochMilli());
    }

    @Override
    public boolean entersIndexesAtPairs() {
        return false;
    }

    @Override
    public void bindNoTime(PreparedStatement statement, int index) throws SQLException {
        statement.setNull(index, Types.BIGINT);
    }

    @Override
    public Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    @Override
    public void beginRead(Connection connection) throws SQLException {
        execute(connection, "BEGIN");
    }

    @Override
    public void beginWrite(Connection connection) throws SQLException {
        // taking the write lock first: a reader that turns into a writer half-way cannot wait, it can only fail
        execute(connection, "BEGIN IMMEDIATE");
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        execute(connection, "COMMIT");
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        execute(connection, "ROLLBACK");
    }

    @Override
    public void lockSchema(Handle handle) {
        // a writing transaction has the whole file
    }

    @Override
    public boolean tableExists(Handle handle, String table) {
        return handle.createQuery("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?")
                        .bind(0, table)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    @Override
    public boolean isTransient(SQLException failure) {
        return failure.getErrorCode() == BUSY || failure.getErrorCode() == LOCKED;
    }

    @Override
    public Outcome outcomeOf(SQLException failure) {
        return REFUSALS.contains(failure.getErrorCode()) ? Outcome.REFUSED : Outcome.UNAVAILABLE;
    }

    @Override
    public boolean isCertainlyRolledBack(SQLException failureOfCommit) {
        return isTransient(failureOfCommit)
                || failureOfCommit.getErrorCode() == FULL
                || outcomeOf(failureOfCommit) == Outcome.REFUSED;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
