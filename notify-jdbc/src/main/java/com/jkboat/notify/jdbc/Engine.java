package com.jkboat.notify.jdbc;

import com.jkboat.notify.jdbc.DatabaseException.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * How one database product is driven: its transactions, its locks, and what its errors mean.
 *
 * <p>On a server our own connections are never in autocommit mode, so a transaction begins with its first statement.
 */
non-sealed interface Engine extends Dialect {

    /** Returns the first version of the product that can do what is asked of it here. */
    ProductVersion oldest();

    /** Says why a database of this product cannot be used the way it is set up; empty if it can. */
    default Optional<String> objection(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /** Tells whether an interrupt of a thread that is at work in the database may end it for everybody. */
    default boolean isHurtByInterrupts() {
        return false;
    }

    default void beginRead(Connection connection) throws SQLException {}

    default void beginWrite(Connection connection) throws SQLException {}

    default void commit(Connection connection) throws SQLException {
        connection.commit();
    }

    default void rollback(Connection connection) throws SQLException {
        connection.rollback();
    }

    /** Makes everybody else who wants to change the tables wait until this transaction ends, or they are unlocked. */
    void lockSchema(Handle handle);

    /** Lets others change the tables, where the end of the transaction does not; what was reached is then committed. */
    default void unlockSchema(Handle handle) throws SQLException {}

    boolean tableExists(Handle handle, String table);

    /** Tells whether the same transaction, tried again soon, is likely to get through. */
    boolean isTransient(SQLException failure);

    /** Tells what a failure before the commit means; never {@code UNKNOWN}. */
    Outcome outcomeOf(SQLException failure);

    /** Tells whether a commit that failed this way has certainly changed nothing. */
    boolean isCertainlyRolledBack(SQLException failureOfCommit);

    /** Tells whether what the database said about a failure may repeat values, which may be personal. */
    default boolean mayRepeatValues(SQLException failure) {
        return false;
    }

    /** Returns the SQLSTATE of a failure, empty where it has none. */
    static String state(SQLException failure) {
        return Optional.ofNullable(failure.getSQLState()).orElse("");
    }

    /** Tells whether the SQLSTATE of a failure begins with one of some classes, two characters each. */
    static boolean isOfClass(Set<String> classes, SQLException failure) {
        String state = state(failure);
        return state.length() == 5 && classes.contains(state.substring(0, 2));
    }
}
