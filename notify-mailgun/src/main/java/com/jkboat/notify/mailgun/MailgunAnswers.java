package com.jkboat.notify.mailgun;

import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Rejected.Reason;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns every answer to a mail into an outcome; total and pure.
 *
 * <p>Mailgun has no error codes beside the HTTP status, so a few of its messages are told apart by their words; where they
 * do not match, the status decides. Details hold words of ours: messages may repeat addresses. Source: Mailgun's page on
 * API response codes, read 2026-11.
 */
final class MailgunAnswers {

    /** How long to leave Mailgun alone when a limit is used up and it does not say until when. */
    private static final Duration LONG_PAUSE = Duration.ofMinutes(15);

    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private MailgunAnswers() {}

    static SendOutcome outcome(MailgunAnswer answer, Instant now) {
        int status = answer.status();
        if (status == 200) {
            return new Accepted(answer.id());
        }
        if (status < 300 || status > 599) {
            return new Unknown("HTTP " + status + ", which Mailgun does not answer to a mail");
        }
        if (isUsedUp(answer)) {
            return new Throttled(
                    "a limit of the account is used up", pause(answer, now).or(() -> Optional.of(LONG_PAUSE)));
        }
        return switch (status) {
            case 400 -> invalid(answer);
            case 401, 403 ->
                misconfigured("HTTP " + status + ": is the API key right, and may it send for this domain?");
            case 404 -> misconfigured("HTTP 404: the domain is not known in this region");
            case 413 -> new Rejected(Reason.CONTENT, "HTTP 413: the mail is too large");
            case 429 -> new Throttled("HTTP 429: too many requests", pause(answer, now));
            // A gateway gave up waiting for the service behind it, which may have the mail by now.
            case 504 -> new Unknown("HTTP 504: a gateway had no answer in time");
            default -> status >= 500 ? new Unavailable("HTTP " + status) : misconfigured("HTTP " + status);
        };
    }

    /** Tells whether another key could change the answer; such an answer means that nothing was taken. */
    static boolean isAboutTheKey(MailgunAnswer answer) {
        return (answer.status() == 401 || answer.status() == 403) && !isUsedUp(answer);
    }

    /** Said with several statuses, such as {@code Domain … is not allowed to send: request limit exceeded}. */
    private static boolean isUsedUp(MailgunAnswer answer) {
        return answer.status() < 500 && answer.says("limit exceeded");
    }

    private static SendOutcome invalid(MailgunAnswer answer) {
        if (answer.says("to parameter is not a valid address")) {
            return new Rejected(Reason.INVALID_ADDRESS, "HTTP 400: the recipient is no valid address");
        }
        boolean ours = answer.says("not allowed to send")
                || answer.says("for test purposes only")
                || answer.says("from parameter")
                || answer.says("activate your");
        return ours
                ? misconfigured("HTTP 400: the domain may not send this")
                : new Rejected(Reason.CONTENT, "HTTP 400");
    }

    /** A configuration of ours that the next provider may not share: it is tried. */
    private static Unavailable misconfigured(String detail) {
        return new Unavailable("our configuration is refused: " + detail);
    }

    private static Optional<Duration> pause(MailgunAnswer answer, Instant now) {
        return Stream.concat(
                        answer.retryAfter().stream(),
                        answer.reset().stream().map(reset -> reset - now.getEpochSecond()))
                .map(Duration::ofSeconds)
                .filter(pause -> !pause.isNegative() && !pause.isZero())
                .map(pause -> pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause)
                .findFirst();
    }
}
