package com.jkboat.notify.smtp;

import com.jkboat.notify.provider.SendOutcome;

/** No connection came about; carries what that means for the message that needed one. */
final class NotConnectedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient SendOutcome outcome;

    NotConnectedException(SendOutcome outcome) {
        super(outcome.word());
        this.outcome = outcome;
    }

    NotConnectedException(SendOutcome outcome, Throwable cause) {
        super(outcome.word(), cause);
        this.outcome = outcome;
    }

    SendOutcome outcome() {
        return outcome;
    }
}
