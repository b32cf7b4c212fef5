package com.jkboat.notify;

/**
 * The audit store cannot be reached: try later. Nothing is sent without it.
 *
 * @since 0.1
 */
public final class AuditUnavailableException extends NotifyException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception that says which work could not be stored or read. */
    public AuditUnavailableException(String message, Throwable cause) {
        super("NTF-030", message, cause);
    }
}
