package com.jkboat.notify;

/**
 * What was asked for is not on record: check the id.
 *
 * @since 0.1
 */
public final class NotFoundException extends NotifyException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception that says what was looked for. */
    public NotFoundException(String message) {
        super("NTF-070", message);
    }
}
