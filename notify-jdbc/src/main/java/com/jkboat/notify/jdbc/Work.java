package com.jkboat.notify.jdbc;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/**
 * What is done inside one transaction.
 *
 * <p>May run more than once: a transaction that lost against another is rolled back and tried again. So it changes
 * nothing outside the database, and never opens a second transaction.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Work<T> {

    /** Does the work; the handle is ours until it returns, and is neither committed nor closed by it. */
    T run(Handle handle) throws SQLException;
}
