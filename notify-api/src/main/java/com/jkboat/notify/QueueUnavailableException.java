package com.jkboat.notify;

/**
 * The queue cannot be reached within its bounded time: try later, with the same events.
 *
 * <p>Nothing is half-queued, unless {@link #isOutcomeUnknown()}: then the events may or may not have been stored, and
 * publishing the same events again is safe.
 *
 * @since 0.1
 */
public final class QueueUnavailableException extends NotifyException {

    private static final long serialVersionUID = 1L;

    private final boolean outcomeUnknown;

    private QueueUnavailableException(String message, Throwable cause, boolean outcomeUnknown) {
        super("NTF-020", message, cause);
        this.outcomeUnknown = outcomeUnknown;
    }

    /** Says that certainly nothing was stored. */
    public static QueueUnavailableException nothingStored(String message, Throwable cause) {
        return new QueueUnavailableException(message, cause, false);
    }

    /** Says that the answer got lost, so that it is unknown whether the work was stored. */
    public static QueueUnavailableException outcomeUnknown(String message, Throwable cause) {
        return new QueueUnavailableException(message, cause, true);
    }

    public boolean isOutcomeUnknown() {
        return outcomeUnknown;
    }
}
