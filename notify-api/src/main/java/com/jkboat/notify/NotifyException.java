package com.jkboat.notify;

import java.util.Optional;

/**
 * Root of everything Notify throws on purpose; each subclass says what its catcher can do.
 *
 * <p>Messages begin with a stable code ({@code NTF-020}), listed with their remedies in docs/errors.md, and never hold
 * an address, a name, a secret or template data.
 *
 * @since 0.1
 */
public class NotifyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /** Makes an exception with its code, such as {@code NTF-020}. */
    public NotifyException(String code, String message) {
        super(code + " " + message);
        this.code = code;
    }

    /** Makes an exception with its code and what led to it. */
    public NotifyException(String code, String message, Throwable cause) {
        super(code + " " + message, cause);
        this.code = code;
    }

    /** Returns the stable code under which docs/errors.md explains it. */
    public final String code() {
        return code;
    }

    /** Returns the message without its code, for callers that print both apart. */
    public final String detail() {
        return Optional.ofNullable(getMessage())
                .orElse(code)
                .substring(code.length())
                .strip();
    }
}
