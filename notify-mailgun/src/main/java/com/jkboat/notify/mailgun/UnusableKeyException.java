package com.jkboat.notify.mailgun;

/** There is no key to call with. */
final class UnusableKeyException extends Exception {

    static final String WORDS = "the API key cannot be read, or is none";

    private static final long serialVersionUID = 1L;

    UnusableKeyException() {
        super(WORDS);
    }

    UnusableKeyException(Throwable cause) {
        super(WORDS, cause);
    }
}
