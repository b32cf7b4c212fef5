package com.jkboat.notify.jdbc;

import com.jkboat.notify.jdbc.DatabaseException.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** How one database product is driven: its transactions, its locks, and what its errors mean. */
non-sealed interface Engine extends Dialect {

    void beginRead(Connection connection) throws SQLException;

    void beginWrite(Connection connection) throws SQLException;

    void commit(Connection connection) throws SQLException;

    void rollback(Connection connection) throws SQLException;

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
}
