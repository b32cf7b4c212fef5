package com.jkboat.notify.mailgun;

import com.jkboat.notify.provider.SendOutcome;

/** A call without an answer; carries what that means for the message. */
final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String words;
    private final transient SendOutcome outcome;

    NoAnswerException(String words, SendOutcome outcome, Throwable cause) {
        super(words, cause);
        this.words = words;
        this.outcome = outcome;
    }

    /** Returns what happened, for people. */
    String words() {
        return words;
    }

    SendOutcome outcome() {
        return outcome;
    }
}
