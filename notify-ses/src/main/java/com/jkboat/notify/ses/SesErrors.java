package com.jkboat.notify.ses;

import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Rejected.Reason;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Turns every error of SES into an outcome; total and pure.
 *
 * <p>By error code, and by HTTP status where the code is not known. Details hold the code and words of ours: messages repeat
 * addresses. Sources: the error types of SES v2 in the SDK 2.40, the SES developer guide.
 */
final class SesErrors {

    /** The rate is counted by the second. */
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);

    /** The quota is that of the last 24 hours, so some of it comes free all the time. */
    private static final Duration LONG_PAUSE = Duration.ofMinutes(15);

    private static final Set<String> OF_THE_KEY = Set.of(
            "AccessDenied",
            "SignatureDoesNotMatch",
            "InvalidClientTokenId",
            "UnrecognizedClient",
            "ExpiredToken",
            "IncompleteSignature",
            "InvalidSignature",
            "MissingAuthenticationToken",
            "OptInRequired");

    private static final Set<String> OF_OURS = Set.of("MailFromDomainNotVerified", "NotFound");

    private static final Set<String> OF_THE_ACCOUNT = Set.of("AccountSuspended", "SendingPaused");

    private SesErrors() {}

    /**
     * What SES answered.
     *
     * @param code without the suffix {@code Exception}, which not all have; empty text if none came
     * @param message in lower case; may repeat addresses
     */
    record Refusal(int status, String code, String message) {

        static Refusal of(int status, String code, String message) {
            return new Refusal(status, code.replaceFirst("Exception$", ""), message.toLowerCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return "Refusal[" + status + ", " + code + "]";
        }
    }

    static SendOutcome outcome(Refusal refusal) {
        return switch (refusal.code()) {
            case "TooManyRequests", "Throttling" ->
                new Throttled("the sending rate is exceeded", Optional.of(SHORT_PAUSE));
            case "LimitExceeded" -> new Throttled("the sending quota is used up", Optional.of(LONG_PAUSE));
            case "MessageRejected" -> rejected(refusal);
            case "BadRequest" -> bad(refusal);
            case "Conflict" -> new Unavailable(words(refusal));
            default -> byKind(refusal);
        };
    }

    /** Tells whether another key could change the answer; such an answer means that nothing was taken. */
    static boolean isAboutTheKey(Refusal refusal) {
        return OF_THE_KEY.contains(refusal.code());
    }

    private static SendOutcome byKind(Refusal refusal) {
        if (isAboutTheKey(refusal) || OF_OURS.contains(refusal.code())) {
            return misconfigured(words(refusal));
        }
        if (OF_THE_ACCOUNT.contains(refusal.code())) {
            return new Unavailable("SES has stopped sending for us: " + words(refusal));
        }
        return byStatus(refusal);
    }

    private static SendOutcome byStatus(Refusal refusal) {
        int status = refusal.status();
        if (status < 300 || status > 599) {
            return new Unknown(words(refusal) + ", which SES does not answer to a mail");
        }
        return switch (status) {
            case 413 -> new Rejected(Reason.CONTENT, "HTTP 413: the mail is too large");
            case 429 -> new Throttled("HTTP 429: too many requests", Optional.of(SHORT_PAUSE));
            // A gateway gave up waiting for the service behind it, which may have the mail by now.
            case 504 -> new Unknown("HTTP 504: a gateway had no answer in time");
            default -> status >= 500 ? new Unavailable(words(refusal)) : misconfigured(words(refusal));
        };
    }

    /** Outside its production access SES refuses whom it has not verified, which is nothing about the message. */
    private static SendOutcome rejected(Refusal refusal) {
        return refusal.message().contains("not verified")
                ? misconfigured("an address is not verified")
                : new Rejected(Reason.CONTENT, words(refusal));
    }

    private static SendOutcome bad(Refusal refusal) {
        String message = refusal.message();
        boolean address = message.contains("illegal address")
                || message.contains("missing final '@domain'")
                || message.contains("domain contains");
        return new Rejected(address ? Reason.INVALID_ADDRESS : Reason.CONTENT, words(refusal));
    }

    /** A configuration of ours that the next provider may not share: it is tried. */
    private static Unavailable misconfigured(String detail) {
        return new Unavailable("our configuration is refused: " + detail);
    }

    private static String words(Refusal refusal) {
        String status = "HTTP " + refusal.status();
        return refusal.code().matches("[A-Za-z]{1,60}") ? status + " " + refusal.code() : status;
    }
}
