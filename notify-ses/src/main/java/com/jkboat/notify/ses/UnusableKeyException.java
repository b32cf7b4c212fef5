package com.jkboat.notify.ses;

/** There is no key to call with. */
final class UnusableKeyException extends Exception {

    static final String WORDS = "no AWS credentials can be found or read";

    private static final long serialVersionUID = 1L;

    UnusableKeyException() {
        super(WORDS);
    }

    UnusableKeyException(Throwable cause) {
        super(WORDS, cause);
    }
}
