package com.jkboat.notify.jdbc;

/**
 * A transaction could not be carried out; says what is known about its outcome.
 *
 * <p>Meant for the plugin, which turns it into the exception of its own SPI.
 *
 * @since 0.1
 */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is known about the outcome. */
    public enum Outcome {
        /** The database could not be used in time; nothing was changed, later may be better. */
        UNAVAILABLE,
        /** The answer to the commit got lost; the change may have been made or not. */
        UNKNOWN,
        /** The database refuses the statement; nothing was changed, and it will refuse it again. */
        REFUSED
    }

    private final Outcome outcome;

    DatabaseException(Outcome outcome, String message, Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    /** Returns what is known about the outcome. */
    public Outcome outcome() {
        return outcome;
    }
}
