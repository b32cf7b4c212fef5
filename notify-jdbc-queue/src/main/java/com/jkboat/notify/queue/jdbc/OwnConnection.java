package com.jkboat.notify.queue.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A connection outside the pool, opened when it is needed and kept; can be broken off while another thread uses it. */
final class OwnConnection implements AutoCloseable {

    /** Opens connections. */
    interface Source {
        Connection open() throws SQLException;
    }

    private final Source source;
    private final Object lock = new Object();
    private Optional<Connection> current = Optional.empty(); // guarded by lock
    private boolean closed; // guarded by lock

    OwnConnection(Source source) {
        this.source = source;
    }

    /** Returns the connection; opens it if there is none. For one thread. */
    Connection get() throws SQLException {
        synchronized (lock) {
            if (current.isPresent()) {
                return current.get();
            }
        }
        Connection opened = source.open();
        synchronized (lock) {
            if (!closed) {
                current = Optional.of(opened);
                return opened;
            }
        }
        abort(opened);
        throw new SQLException("closed meanwhile");
    }

    /**
     * Breaks the connection off; the next use opens another.
     *
     * @return whether there was one
     */
    boolean drop() {
        Optional<Connection> dropped;
        synchronized (lock) {
            dropped = current;
            current = Optional.empty();
        }
        dropped.ifPresent(OwnConnection::abort);
        return dropped.isPresent();
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        drop();
    }

    // not close(), which waits for whoever reads from it
    @SuppressWarnings("EmptyCatch")
    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // it is gone already
        }
    }
}
