package com.jkboat.notify.smtp;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in a server's words how long to wait; SMTP has no field for it, but greylisting servers say it. */
final class RetryHint {

    /** Shortest delay of the usual greylisting servers is 1-5 minutes (RFC 6647); earlier tries only fail again. */
    private static final Duration GREYLISTED = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Pattern WORDS =
            Pattern.compile("\\b(?:in|after|for|wait)\\s+(\\d{1,5})\\s*(s|sec|secs|seconds?|m|min|mins|minutes?)\\b");

    private static final Pattern CLOCK =
            Pattern.compile("\\b(?:in|after|for|wait)\\s+(\\d{1,2}):([0-5]\\d):([0-5]\\d)\\b");

    private RetryHint() {}

    static Optional<Duration> in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Optional<Duration> said = byWords(lower).or(() -> byClock(lower)).filter(wait -> !wait.isZero());
        if (said.isPresent()) {
            return said.map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        }
        boolean greylisted = lower.contains("greylist") || lower.contains("graylist");
        return greylisted ? Optional.of(GREYLISTED) : Optional.empty();
    }

    private static Optional<Duration> byWords(String text) {
        Matcher matcher = WORDS.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(matcher.group(2).startsWith("s") ? Duration.ofSeconds(amount) : Duration.ofMinutes(amount));
    }

    private static Optional<Duration> byClock(String text) {
        Matcher matcher = CLOCK.matcher(text);
        return matcher.find()
                ? Optional.of(Duration.ofHours(Long.parseLong(matcher.group(1)))
                        .plusMinutes(Long.parseLong(matcher.group(2)))
                        .plusSeconds(Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }
}
