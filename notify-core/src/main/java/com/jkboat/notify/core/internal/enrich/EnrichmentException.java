package com.jkboat.notify.core.internal.enrich;

import com.jkboat.notify.NotifyException;

/** Application code that adds data failed: the message is tried again later. */
public final class EnrichmentException extends NotifyException {

    private static final long serialVersionUID = 1L;

    EnrichmentException(String message, Throwable cause) {
        super("NTF-051", message, cause);
    }
}
