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

/** From the phase a conversation came to, and the reply if there was one, to the outcome. */
final class SmtpOutcomes {

    private SmtpOutcomes() {}

    /** Judges the conversation about a message. */
    static SendOutcome of(SmtpPhase phase, Optional<SmtpReply> reply, EmailAddress to) {
        if (reply.isEmpty()) {
            return phase == SmtpPhase.DOT
                    ? new Unknown("the final dot was sent and no reply came back")
                    : new Unavailable("the connection was lost or silent at " + phase);
        }
        return of(phase, reply.get(), ReplyText.clean(reply.get().text(), to));
    }

    /** Judges a refusal before any message. What is said about a log-in is left out: it may hold the credentials. */
    static SendOutcome ofRefusal(SmtpPhase phase, SmtpReply reply) {
        String words = phase == SmtpPhase.AUTH ? "are user and secret right?" : ReplyText.clean(reply.text());
        return of(phase, reply, words);
    }

    private static SendOutcome of(SmtpPhase phase, SmtpReply reply, String words) {
        String detail = reply.codes() + " at " + phase + ": " + words;
        return switch (SmtpReplies.classify(phase, reply.code(), reply.enhanced())) {
            case ACCEPTED -> new Accepted(QueueId.in(reply.text()));
            case INVALID_ADDRESS -> new Rejected(Rejected.Reason.INVALID_ADDRESS, detail);
            case REFUSED -> new Rejected(Rejected.Reason.REFUSED, detail);
            case CONTENT -> new Rejected(Rejected.Reason.CONTENT, detail);
            case UNSUPPORTED -> new Rejected(Rejected.Reason.UNSUPPORTED, detail);
            case DEFERRED -> new Deferred(detail, RetryHint.in(reply.text()));
            case THROTTLED -> new Throttled(detail, RetryHint.in(reply.text()));
            case SERVER_TROUBLE -> new Unavailable(detail);
            case MISCONFIGURED -> new Unavailable("our configuration is refused: " + detail);
            case UNKNOWN -> new Unknown(detail);
        };
    }
}
