package com.jkboat.notify.smtp;

import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Deferred;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import java.util.Optional;

/** From the phase of a failed conversation, and the reply if there was one, to the outcome. */
final class SmtpOutcomes {

    private SmtpOutcomes() {}

    static SendOutcome of(SmtpPhase phase, Optional<SmtpReply> reply, EmailAddress to) {
        if (reply.isEmpty()) {
            return phase == SmtpPhase.DOT
                    ? new Unknown("the final dot was sent and no reply came back")
                    : new Unavailable("the connection was lost at " + phase);
        }
        SmtpReply it = reply.get();
        String detail = it.codes() + " at " + phase + ": " + ReplyText.clean(it.text(), to);
        return switch (SmtpReplies.classify(phase, it.code(), it.enhanced())) {
            case ACCEPTED -> new Accepted(QueueId.in(it.text()));
            case INVALID_ADDRESS -> new Rejected(Rejected.Reason.INVALID_ADDRESS, detail);
            case REFUSED -> new Rejected(Rejected.Reason.REFUSED, detail);
            case CONTENT -> new Rejected(Rejected.Reason.CONTENT, detail);
            case UNSUPPORTED -> new Rejected(Rejected.Reason.UNSUPPORTED, detail);
            case DEFERRED -> new Deferred(detail, RetryHint.in(it.text()));
            case THROTTLED -> new Throttled(detail, RetryHint.in(it.text()));
            case SERVER_TROUBLE -> new Unavailable(detail);
            case MISCONFIGURED -> new Unavailable("our configuration is refused: " + detail);
            case UNKNOWN -> new Unknown(detail);
        };
    }
}
