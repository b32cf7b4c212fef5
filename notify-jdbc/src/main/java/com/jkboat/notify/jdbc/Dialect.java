package com.jkboat.notify.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * What one database product says in its own way; pieces to build statements from.
 *
 * <p>What most products say alike has a default, which only the exceptions override.
 *
 * <p>Times are those of the database's clock: every process that shares it agrees on them, whatever its own clock
 * shows. Immutable.
 *
 * @since 0.1
 */
public sealed interface Dialect permits Engine {

    /** Returns the name of the folder that holds this product's migrations, such as {@code sqlite}. */
    String name();

    /**
     * Returns the expression for now; the same throughout one statement, and usable as the bound of an index scan.
     *
     * <p>A volatile function would be evaluated for every row instead: 246 ms rather than 0.04 ms over a million rows.
     */
    String now();

    /** Returns the expression for now plus a number of milliseconds, which is bound where the {@code ?} stands. */
    String nowPlusMillis();

    /** Returns the expression for how many milliseconds lie between now and a time; negative for the past. */
    String millisUntil(String time);

    /** Returns the expression for the later of two times, the second of which may be null. */
    String laterOf(String time, String nullableTime);

    /** Returns what is added to a select so that its rows are ours until the transaction ends; may be empty. */
    default String lockRows() {
        return " FOR UPDATE";
    }

    /**
     * Returns what is added to a select so that its rows are ours until the transaction ends, and those that are
     * somebody else's now are left out; may be empty.
     *
     * <p>Only at the end of a select that stands alone in its {@code FROM} and ends with its {@code LIMIT}: joined to
     * something, a planner may evaluate it once per row, and so lock 50 rows where 1 was asked for.
     */
    default String lockFreeRows() {
        return " FOR UPDATE SKIP LOCKED";
    }

    /** Returns how workers share due rows. */
    default ClaimStrategy claimStrategy() {
        return ClaimStrategy.RETURNING;
    }

    /** Returns the mark of a parameter that stands for bytes among the values of new rows. */
    default String bytes() {
        return "?";
    }

    /** Returns the insert that skips rows whose key is there, without an error. */
    default String insertNew(NewRows rows) {
        return rows.insert() + " ON CONFLICT DO NOTHING";
    }

    /** Returns the insert after which rows whose key is there have the new values of some columns. */
    default String insertOrReplace(NewRows rows, List<String> replaced) {
        return rows.insert()
                + replaced.stream()
                        .map(column -> column + " = excluded." + column)
                        .collect(Collectors.joining(
                                ", ", " ON CONFLICT (" + String.join(", ", rows.key()) + ") DO UPDATE SET ", ""));
    }

    /** Tells whether {@link #returning} can be used; elsewhere the rows are selected afterwards. */
    default boolean answersInserts() {
        return true;
    }

    /** Returns an insert as one that answers with columns of the rows it stored. */
    default String returning(String insert, String columns) {
        return insert + " RETURNING " + columns;
    }

    /**
     * Tells whether an insert that skips answers with the rows that it skipped as well, or holds them, so that a select
     * afterwards finds them.
     */
    default boolean returnsSkipped() {
        return false;
    }

    /**
     * Tells whether an insert that skips failed, and nothing else was undone, because another transaction stored one of
     * its rows at that moment; run again, it skips that one.
     */
    default boolean mayInsertAgain(SQLException failure) {
        return false;
    }

    /**
     * Waits until no other transaction holds or shares any of the names, then holds them until this one ends.
     *
     * <p>For what is not a row yet and must not come into being meanwhile. Taken in one order, so that two that want
     * the same names do not wait for each other.
     */
    void holdNames(Handle handle, Collection<String> names);

    /** Waits until no other transaction holds the name, then shares it with others until this one ends. */
    void shareName(Handle handle, String name);

    /**
     * Returns a table as it is named in a select that is to find its rows by an index; a planner may read a small table
     * as a whole instead, and so wait for rows that others hold.
     *
     * @param index its name, {@code PRIMARY} for that of the primary key
     */
    default String byIndex(String table, String index) {
        return table;
    }

    /** Tells whether changes find a list of rows by the primary key alone; elsewhere they name one row each. */
    default boolean changesListsByKey() {
        return true;
    }

    /**
     * Tells whether a sub-select enters an index at the pair of values that the row outside gives; elsewhere it reads
     * all that have the first of them.
     */
    default boolean followsOuterRows() {
        return true;
    }

    /** Tells whether a comparison of pairs enters an index at the pair; elsewhere at the first of the two only. */
    default boolean entersIndexesAtPairs() {
        return true;
    }

    /**
     * Returns a condition under which an insert may look at the table it inserts into, so that neither its transaction
     * nor any other is held up or fails because of that; empty where it must not look at all.
     */
    default Optional<String> looksFreelyWhen() {
        return Optional.of("1 = 1");
    }

    /** Tells whether sessions can wake one another by {@code LISTEN} and {@code NOTIFY}. */
    default boolean wakesSessions() {
        return false;
    }

    /** Sets a parameter to a time; finer parts than the product keeps are cut. */
    void bind(PreparedStatement statement, int index, Instant time) throws SQLException;

    /** Sets a parameter that stands for a time to null. */
    void bindNoTime(PreparedStatement statement, int index) throws SQLException;

    /** Reads a time that is not null. */
    Instant instant(ResultSet row, String column) throws SQLException;
}
