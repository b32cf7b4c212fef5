package com.jkboat.notify.core.internal.observe;

import com.jkboat.notify.NotifyException;

/**
 * A fault as it may be logged: its kinds and places, but not its words, since those of foreign code may name people.
 *
 * <p>Our own exceptions keep their words; they promise to hold nothing personal.
 */
public final class FaultTrace extends Throwable {

    private static final long serialVersionUID = 1L;
    private static final int MAX_CAUSES = 8;

    private FaultTrace(Throwable fault, int causes) {
        super(words(fault), cause(fault, causes), false, true);
        setStackTrace(fault.getStackTrace());
    }

    /** Returns what may be logged of a fault and its causes. */
    public static Throwable of(Throwable fault) {
        return new FaultTrace(fault, MAX_CAUSES);
    }

    /** Says in one line what went wrong: our own words, or the kind of a foreign fault. */
    public static String words(Throwable fault) {
        return fault instanceof NotifyException own
                ? String.valueOf(own.getMessage())
                : fault.getClass().getName();
    }

    @SuppressWarnings("NullAway") // a throwable without a cause has null there
    private static Throwable cause(Throwable fault, int causes) {
        return fault.getCause() == null || causes == 0 ? null : new FaultTrace(fault.getCause(), causes - 1);
    }
}
