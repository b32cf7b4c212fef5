package com.jkboat.notify.smtp;

import static com.jkboat.notify.smtp.EnhancedCode.ADDRESS;
import static com.jkboat.notify.smtp.EnhancedCode.CONTENT;
import static com.jkboat.notify.smtp.EnhancedCode.MAILBOX;
import static com.jkboat.notify.smtp.EnhancedCode.POLICY;
import static com.jkboat.notify.smtp.EnhancedCode.PROTOCOL;
import static com.jkboat.notify.smtp.EnhancedCode.ROUTING;
import static com.jkboat.notify.smtp.EnhancedCode.SYSTEM;

/**
 * Classifies every reply at every phase; total and pure.
 *
 * <p>Sources: RFC 5321 4.2 and 4.5.3.1, RFC 3463 and its IANA registry (as of 2024-12), and what large receivers document
 * (5.7.515, 4.7.28). A plain 550 to RCPT without an enhanced code is REFUSED and not INVALID_ADDRESS, because RFC 5321
 * uses it for policy too, and suppressing a good address in error is worse than one more mail to a bad one.
 */
final class SmtpReplies {

    private SmtpReplies() {}

    /** Classifies a reply; a code outside 200-599 stands for no reply. */
    static SmtpVerdict classify(SmtpPhase phase, int code, EnhancedCode detail) {
        if (phase == SmtpPhase.DOT && code >= 200 && code <= 299) {
            return SmtpVerdict.ACCEPTED;
        }
        if (code < 400 || code > 599) {
            return phase == SmtpPhase.DOT ? SmtpVerdict.UNKNOWN : SmtpVerdict.SERVER_TROUBLE;
        }
        if (code < 500) {
            return temporary(phase, code, detail);
        }
        return phase.isBeforeMail() ? SmtpVerdict.MISCONFIGURED : permanent(phase, code, detail);
    }

    private static SmtpVerdict temporary(SmtpPhase phase, int code, EnhancedCode detail) {
        if (isRateLimit(phase, code, detail)) {
            return SmtpVerdict.THROTTLED;
        }
        // Before a recipient is named it cannot be about the message; 421 is about the connection at any time.
        if (phase.compareTo(SmtpPhase.MAIL) <= 0 || code == 421) {
            return SmtpVerdict.SERVER_TROUBLE;
        }
        if (detail.is(ADDRESS, 7, 8)) {
            return SmtpVerdict.MISCONFIGURED;
        }
        boolean ofTheServer = detail.subject() == SYSTEM || detail.is(ROUTING, 5) || isAboutCredentials(detail);
        return ofTheServer ? SmtpVerdict.SERVER_TROUBLE : SmtpVerdict.DEFERRED;
    }

    private static boolean isRateLimit(SmtpPhase phase, int code, EnhancedCode detail) {
        boolean policy = detail.subject() == POLICY;
        if (code == 421 && policy) {
            return true;
        }
        if (phase.isBeforeMail()) {
            return false;
        }
        // 454 means a failed login to RFC 4954; after the login it is how SES says that the quota is used up.
        return code == 454
                || detail.isBetween(POLICY, 20, 29)
                || (phase == SmtpPhase.MAIL && policy && (code == 450 || code == 451));
    }

    private static SmtpVerdict permanent(SmtpPhase phase, int code, EnhancedCode detail) {
        if (code == 530 || code == 534 || code == 535 || code == 538) {
            return SmtpVerdict.MISCONFIGURED;
        }
        if (phase == SmtpPhase.MAIL) {
            return permanentForSender(code, detail);
        }
        return switch (detail.subject()) {
            case ADDRESS -> address(detail);
            case MAILBOX -> mailbox(detail);
            case SYSTEM -> detail.is(SYSTEM, 4) ? SmtpVerdict.CONTENT : SmtpVerdict.SERVER_TROUBLE;
            case ROUTING -> routing(detail);
            case PROTOCOL -> detail.is(PROTOCOL, 3) ? SmtpVerdict.DEFERRED : plain(phase, code);
            case CONTENT -> detail.is(CONTENT, 7) ? SmtpVerdict.UNSUPPORTED : SmtpVerdict.CONTENT;
            case POLICY -> policy(phase, detail);
            default -> plain(phase, code);
        };
    }

    /** At MAIL the server knows the sender and the size only. */
    private static SmtpVerdict permanentForSender(int code, EnhancedCode detail) {
        if (detail.is(CONTENT, 7)) {
            return SmtpVerdict.UNSUPPORTED;
        }
        boolean tooBig =
                detail.is(SYSTEM, 4) || detail.is(MAILBOX, 3) || (code == 552 && detail.equals(EnhancedCode.NONE));
        if (tooBig) {
            return SmtpVerdict.CONTENT;
        }
        return detail.subject() == SYSTEM ? SmtpVerdict.SERVER_TROUBLE : SmtpVerdict.MISCONFIGURED;
    }

    private static SmtpVerdict address(EnhancedCode detail) {
        if (detail.is(ADDRESS, 7, 8)) {
            return SmtpVerdict.MISCONFIGURED;
        }
        return detail.is(ADDRESS, 0, 1, 2, 3, 6, 10) ? SmtpVerdict.INVALID_ADDRESS : SmtpVerdict.REFUSED;
    }

    private static SmtpVerdict mailbox(EnhancedCode detail) {
        if (detail.is(MAILBOX, 1)) {
            return SmtpVerdict.INVALID_ADDRESS;
        }
        return detail.is(MAILBOX, 3) ? SmtpVerdict.CONTENT : SmtpVerdict.REFUSED;
    }

    private static SmtpVerdict routing(EnhancedCode detail) {
        if (detail.is(ROUTING, 4)) {
            return SmtpVerdict.INVALID_ADDRESS;
        }
        return detail.is(ROUTING, 6) ? SmtpVerdict.MISCONFIGURED : SmtpVerdict.REFUSED;
    }

    private static SmtpVerdict policy(SmtpPhase phase, EnhancedCode detail) {
        boolean ofOurs = isAboutCredentials(detail)
                || detail.isBetween(POLICY, 10, 11)
                || detail.isBetween(POLICY, 20, 29)
                || detail.is(POLICY, 515);
        if (ofOurs) {
            return SmtpVerdict.MISCONFIGURED;
        }
        return phase == SmtpPhase.DOT ? SmtpVerdict.CONTENT : SmtpVerdict.REFUSED;
    }

    private static boolean isAboutCredentials(EnhancedCode detail) {
        return detail.isBetween(POLICY, 5, 9) || detail.isBetween(POLICY, 12, 14);
    }

    private static SmtpVerdict plain(SmtpPhase phase, int code) {
        if (code == 502 || code == 503 || code == 504 || code == 521 || code == 555) {
            return SmtpVerdict.SERVER_TROUBLE;
        }
        if (phase == SmtpPhase.RCPT) {
            return plainForRecipient(code);
        }
        return phase == SmtpPhase.DOT || code == 552 ? SmtpVerdict.CONTENT : SmtpVerdict.REFUSED;
    }

    private static SmtpVerdict plainForRecipient(int code) {
        return switch (code) {
            case 500 -> SmtpVerdict.SERVER_TROUBLE;
            case 501, 551, 553, 556 -> SmtpVerdict.INVALID_ADDRESS;
            // Must be treated as temporary, RFC 5321 4.5.3.1.10: older servers say so for too many recipients.
            case 552 -> SmtpVerdict.DEFERRED;
            default -> SmtpVerdict.REFUSED;
        };
    }
}
