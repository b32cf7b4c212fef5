package com.jkboat.notify.jdbc;

import com.jkboat.notify.jdbc.DatabaseException.Outcome;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementException;
import org.jdbi.v3.core.statement.StatementExceptions;

/**
 * Runs work in transactions on one pool, and runs it again when it lost against somebody else.
 *
 * <p>An interrupt does not cut a transaction short: what has begun is brought to its end, which is bounded, and the
 * flag is set again afterwards. Otherwise a worker told to stop could not put on record what it has just sent.
 */
final class Transactions {

    private static final int MAX_ATTEMPTS = 5;
    /** No further attempt once this much time has passed. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

    /** How a transaction is begun. */
    interface Begin {
        void on(Connection connection) throws SQLException;
    }

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Engine engine;
    private final Begin begin;
    private final Optional<Undisturbed> undisturbed;

    Transactions(HikariDataSource pool, Engine engine, Begin begin) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(Transactions::withoutValues);
        this.engine = engine;
        this.begin = begin;
        this.undisturbed = engine.isHurtByInterrupts() ? Optional.of(new Undisturbed()) : Optional.empty();
    }

    <T> T run(Work<T> work) {
        return undisturbed.isPresent() ? undisturbed.get().run(() -> runHere(work)) : runHere(work);
    }

    private <T> T runHere(Work<T> work) {
        long started = System.nanoTime();
        boolean interrupted = Thread.interrupted();
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return once(work);
                } catch (SQLException | JdbiException | CommitFailure failure) {
                    boolean cutShort = Thread.interrupted();
                    interrupted |= cutShort;
                    boolean isLast = attempt >= MAX_ATTEMPTS || System.nanoTime() - started > PATIENCE.toNanos();
                    if (isLast || !(cutShort || isWorthRepeating(failure))) {
                        throw describe(failure);
                    }
                    pause(attempt);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void close() {
        pool.close();
        undisturbed.ifPresent(Undisturbed::close);
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Handle handle = jdbi.open()) {
            Connection connection = handle.getConnection();
            begin.on(connection);
            T result = runOrRollBack(work, handle);
            try {
                engine.commit(connection);
            } catch (SQLException e) {
                rollBack(connection, e);
                throw new CommitFailure(e);
            }
            return result;
        }
    }

    private <T> T runOrRollBack(Work<T> work, Handle handle) throws SQLException {
        try {
            return work.run(handle);
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(handle.getConnection(), e);
            throw e;
        }
    }

    // A connection that cannot even roll back may still be inside its transaction: nobody gets it again.
    private void rollBack(Connection connection, Throwable reason) {
        try {
            engine.rollback(connection);
        } catch (SQLException e) {
            reason.addSuppressed(e);
            pool.evictConnection(connection);
        }
    }

    private boolean isWorthRepeating(Exception failure) {
        boolean beforeCommit = !(failure instanceof CommitFailure);
        return sqlCause(failure)
                .filter(sql -> engine.isTransient(sql) && (beforeCommit || engine.isCertainlyRolledBack(sql)))
                .isPresent();
    }

    private RuntimeException describe(Exception failure) {
        Optional<SQLException> sql = sqlCause(failure);
        if (sql.isEmpty() && failure instanceof JdbiException bug) {
            return bug; // nothing the database said: a mistake in our own use of it
        }
        boolean unknown = failure instanceof CommitFailure
                && !sql.map(engine::isCertainlyRolledBack).orElse(false);
        Outcome outcome = unknown ? Outcome.UNKNOWN : sql.map(engine::outcomeOf).orElse(Outcome.UNAVAILABLE);
        Exception cause = sql.filter(engine::mayRepeatValues)
                .<Exception>map(said -> withoutValues(failure, said))
                .orElse(failure);
        return new DatabaseException(outcome, message(outcome, sql), cause);
    }

    private String message(Outcome outcome, Optional<SQLException> sql) {
        String code = sql.map(e -> "error " + e.getErrorCode() + ", state " + e.getSQLState())
                .orElse("no code");
        String what = switch (outcome) {
            case UNAVAILABLE -> "cannot be used now";
            case UNKNOWN -> "did not answer to a commit";
            case REFUSED -> "refuses a statement";
        };
        return "the database " + Products.shown(pool.getJdbcUrl()) + " " + what + " (" + code + ")";
    }

    /** The values of a statement may be personal, so a failure is told without them. */
    private static String withoutValues(StatementException failure) {
        return failure.getShortMessage() + " [" + failure.getStatementContext().getRawSql() + "]";
    }

    /** Tells a failure anew, where it happened, but not what the database said about it. */
    private static SQLException withoutValues(Exception failure, SQLException said) {
        String statement = failure instanceof StatementException at
                ? " [" + at.getStatementContext().getRawSql() + "]"
                : "";
        SQLException told = new SQLException(
                "error " + said.getErrorCode() + ", its text is left out as it may repeat values" + statement,
                said.getSQLState(),
                said.getErrorCode());
        told.setStackTrace(failure.getStackTrace());
        return told;
    }

    /** Finds what the database said; about a batch that is inside what the driver says. */
    private static Optional<SQLException> sqlCause(Throwable failure) {
        Optional<SQLException> found = Optional.empty();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                found = Optional.of(sql);
                if (!(sql instanceof BatchUpdateException)) {
                    return found;
                }
            }
        }
        return found;
    }

    // jitter, so that two that met once do not meet again
    private static void pause(int attempt) {
        long most = FIRST_PAUSE.toNanos() << attempt;
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most / 2, most));
    }

    /** A failure of the commit itself, after which the outcome may be unknown. */
    private static final class CommitFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CommitFailure(SQLException cause) {
            super(cause);
        }
    }
}
