package com.jkboat.notify.sendgrid;

import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Rejected.Reason;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns every answer to a mail into an outcome; total and pure.
 *
 * <p>SendGrid has no error codes beside the HTTP status, so a few of its messages are told apart by their words. Details
 * hold the status, the field and words of ours: messages may repeat addresses. Sources: SendGrid's API reference on errors,
 * responses and rate limits, read 2026-11.
 */
final class SendGridAnswers {

    /** How long to leave SendGrid alone after it blocked us or the plan is used up, as it does not say. */
    private static final Duration LONG_PAUSE = Duration.ofMinutes(15);

    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_.\\[\\]-]{1,100}");

    private SendGridAnswers() {}

    /** Judges the answer to a mail sent in this mode. */
    static SendOutcome outcome(SendGridAnswer answer, SendGridMode mode, Instant now) {
        int status = answer.status();
        if (isAcceptance(answer, mode)) {
            return new Accepted(answer.messageId());
        }
        if (status < 300 || status > 599) {
            return new Unknown("HTTP " + status + ", which SendGrid does not answer to a mail");
        }
        return switch (status) {
            case 400 -> invalid(answer);
            case 401, 403 -> refused(answer, now);
            case 413 -> new Rejected(Reason.CONTENT, "HTTP 413: the mail is too large");
            case 429 -> new Throttled("HTTP 429: too many requests", pause(answer, now));
            case 451 -> misconfigured("HTTP 451: the key belongs to another region");
            // A gateway gave up waiting for the service behind it, which may have the mail by now.
            case 504 -> new Unknown("HTTP 504: a gateway had no answer in time");
            default -> status >= 500 ? new Unavailable("HTTP " + status) : misconfigured("HTTP " + status);
        };
    }

    /** Tells whether another key could change the answer; such an answer means that nothing was taken. */
    static boolean isAboutTheKey(SendGridAnswer answer) {
        return (answer.status() == 401 || answer.status() == 403) && !isAboutUs(answer) && !isSender(answer);
    }

    private static boolean isAcceptance(SendGridAnswer answer, SendGridMode mode) {
        boolean checked = mode == SendGridMode.SANDBOX && answer.status() == 200;
        return answer.status() == 202 || checked;
    }

    private static SendOutcome invalid(SendGridAnswer answer) {
        String detail = "HTTP 400" + fields(answer);
        if (isAt(answer, "from") || isSender(answer)) {
            return misconfigured(detail);
        }
        boolean address = answer.errors().stream()
                .anyMatch(problem -> problem.field().matches("personalizations\\..*to\\b.*")
                        && (problem.message().contains("address")
                                || problem.message().contains("email")));
        return new Rejected(address ? Reason.INVALID_ADDRESS : Reason.CONTENT, detail);
    }

    private static SendOutcome refused(SendGridAnswer answer, Instant now) {
        if (answer.says("maximum credits")) {
            return new Throttled("the plan is used up", pause(answer, now).or(() -> Optional.of(LONG_PAUSE)));
        }
        if (answer.says("too many")) {
            return new Throttled(
                    "blocked for a while after too many bad requests",
                    pause(answer, now).or(() -> Optional.of(LONG_PAUSE)));
        }
        if (isSender(answer)) {
            return misconfigured("the From address is no verified sender");
        }
        return misconfigured("HTTP " + answer.status() + ": is the API key right, and may it send mail?");
    }

    private static boolean isAboutUs(SendGridAnswer answer) {
        return answer.says("maximum credits") || answer.says("too many");
    }

    private static boolean isSender(SendGridAnswer answer) {
        return answer.says("verified sender identity");
    }

    private static boolean isAt(SendGridAnswer answer, String field) {
        return answer.errors().stream()
                .anyMatch(problem ->
                        problem.field().equals(field) || problem.field().startsWith(field + "."));
    }

    /** A configuration of ours that the next provider may not share: it is tried. */
    private static Unavailable misconfigured(String detail) {
        return new Unavailable("our configuration is refused: " + detail);
    }

    private static String fields(SendGridAnswer answer) {
        List<String> fields = answer.errors().stream()
                .map(SendGridAnswer.Problem::field)
                .filter(field -> FIELD.matcher(field).matches())
                .distinct()
                .limit(3)
                .toList();
        return fields.isEmpty() ? "" : " at " + String.join(", ", fields);
    }

    private static Optional<Duration> pause(SendGridAnswer answer, Instant now) {
        return Stream.concat(
                        answer.retryAfter().stream(),
                        answer.reset().stream().map(reset -> reset - now.getEpochSecond()))
                .map(Duration::ofSeconds)
                .filter(pause -> !pause.isNegative() && !pause.isZero())
                .map(pause -> pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause)
                .findFirst();
    }
}
