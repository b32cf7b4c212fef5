package com.jkboat.notify.mailgun;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailgunAnswersTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            200 | Queued. Thank you.                                            | accepted
            202 | ''                                                            | unknown
            302 | ''                                                            | unavailable
            400 | to parameter is not a valid address. please check documentation | rejected
            400 | message is too fine                                           | rejected
            400 | from parameter is not a valid address                         | unavailable
            400 | Domain x is not allowed to send                               | unavailable
            400 | Free accounts are for test purposes only                      | unavailable
            400 | Please activate your Mailgun account                          | unavailable
            400 | Domain x is not allowed to send: request limit exceeded, try again after 59m | throttled
            401 | Forbidden                                                     | unavailable
            402 | Request failed                                                | unavailable
            403 | Forbidden                                                     | unavailable
            403 | Domain x is not allowed to send: recipient limit exceeded     | throttled
            404 | Domain not found: x                                           | unavailable
            413 | ''                                                            | rejected
            429 | Too many requests                                             | throttled
            500 | Internal error                                                | unavailable
            502 | ''                                                            | unavailable
            503 | ''                                                            | unavailable
            504 | ''                                                            | unknown
            """)
    void classifiesEveryAnswer(int status, String message, String word) {
        assertThat(MailgunAnswers.outcome(answer(status, message), NOW).word()).isEqualTo(word);
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void hasAnOutcomeForEveryStatusAndAcceptsOneOnly(int status) {
        assertThat(MailgunAnswers.outcome(answer(status, ""), NOW) instanceof Accepted)
                .isEqualTo(status == 200);
    }

    static IntStream statuses() {
        return IntStream.concat(IntStream.rangeClosed(0, 620), IntStream.of(999));
    }

    @Test
    void tellsABadAddressFromBadContent() {
        assertThat(MailgunAnswers.outcome(answer(400, "to parameter is not a valid address"), NOW))
                .isInstanceOfSatisfying(
                        Rejected.class, it -> assertThat(it.reason()).isEqualTo(Rejected.Reason.INVALID_ADDRESS));
        assertThat(MailgunAnswers.outcome(answer(400, "anna@example.org has no message"), NOW))
                .isEqualTo(new Rejected(Rejected.Reason.CONTENT, "HTTP 400"));
    }

    @ParameterizedTest
    @CsvSource({"7,,7", ",40,40", "7,40,7", ",-1,", ",0,", "900000,,86400"})
    void waitsAsLongAsItIsTold(Long retryAfter, Long untilReset, Long seconds) {
        MailgunAnswer answer = new MailgunAnswer(
                429,
                "",
                "",
                Optional.ofNullable(retryAfter),
                Optional.ofNullable(untilReset).map(left -> NOW.getEpochSecond() + left));

        assertThat(MailgunAnswers.outcome(answer, NOW))
                .isInstanceOfSatisfying(
                        Throttled.class,
                        it -> assertThat(it.retryAfter())
                                .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds)));
    }

    @ParameterizedTest
    @CsvSource({"401,Forbidden,true", "403,,true", "403,recipient limit exceeded,false", "400,,false", "500,,false"})
    void triesAnotherKeyOnlyWhereItCouldHelp(int status, String message, boolean helps) {
        assertThat(MailgunAnswers.isAboutTheKey(answer(status, message == null ? "" : message)))
                .isEqualTo(helps);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Forbidden", "<html>", "[1]", "{\"message\":[{}]}", "{\"id\":\"<a", "\u0000"})
    void readsWhatIsNotMailgunsWithoutComplaint(String body) {
        assertThat(MailgunAnswer.texts(body.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void readsTextsAroundOtherValues() {
        String body = "{\"x\":{\"id\":\"no\"},\"id\":\"<a@b>\",\"message\":\"Queued\"}";

        assertThat(MailgunAnswer.texts(body.getBytes(StandardCharsets.UTF_8)))
                .containsEntry("id", "<a@b>")
                .containsEntry("message", "Queued")
                .hasSize(2);
    }

    private static MailgunAnswer answer(int status, String message) {
        return new MailgunAnswer(status, "", message.toLowerCase(Locale.ROOT), Optional.empty(), Optional.empty());
    }
}
