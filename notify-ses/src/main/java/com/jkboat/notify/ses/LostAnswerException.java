package com.jkboat.notify.ses;

import com.jkboat.notify.provider.SendOutcome;
import java.io.IOException;
import java.util.Optional;

/** A call without an answer; carries what that means for the message through the layers of the SDK. */
final class LostAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient SendOutcome outcome;

    LostAnswerException(String words, SendOutcome outcome, Throwable cause) {
        super(words, cause);
        this.outcome = outcome;
    }

    /** Finds it among the causes of what the SDK threw. */
    static Optional<LostAnswerException> in(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof LostAnswerException lost) {
                return Optional.of(lost);
            }
        }
        return Optional.empty();
    }

    SendOutcome outcome() {
        return outcome;
    }
}
