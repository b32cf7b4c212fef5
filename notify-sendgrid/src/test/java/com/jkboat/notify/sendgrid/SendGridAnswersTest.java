package com.jkboat.notify.sendgrid;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendGridAnswersTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            202 |                               |                                                   | accepted
            200 |                               |                                                   | unknown
            204 |                               |                                                   | unknown
            301 |                               |                                                   | unavailable
            400 |                               | Bad Request                                       | rejected
            400 | subject                       | The subject is required.                          | rejected
            400 | content.0.value               | must be a string at least one character in length | rejected
            400 | personalizations.0.to.0.email | Does not contain a valid address.                 | rejected
            400 | from.email                    | The from email does not contain a valid address.  | unavailable
            401 |                               | The provided authorization grant is invalid, expired, or revoked | unavailable
            401 |                               | Maximum credits exceeded                          | throttled
            401 |                               | Authenticated user is not authorized to send mail | unavailable
            403 | from                          | The from address does not match a verified Sender Identity. | unavailable
            403 |                               | access forbidden                                  | unavailable
            403 |                               | Too many bad requests. Temporary block            | throttled
            404 |                               | not found                                         | unavailable
            405 |                               |                                                   | unavailable
            406 |                               |                                                   | unavailable
            408 |                               |                                                   | unavailable
            413 |                               |                                                   | rejected
            415 |                               |                                                   | unavailable
            429 |                               | too many requests                                 | throttled
            451 |                               | Unavailable due to data residency restrictions    | unavailable
            500 |                               |                                                   | unavailable
            502 |                               |                                                   | unavailable
            503 |                               |                                                   | unavailable
            504 |                               |                                                   | unknown
            """)
    void classifiesEveryAnswer(int status, String field, String message, String word) {
        assertThat(outcome(answer(status, field, message)).word()).isEqualTo(word);
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void hasAnOutcomeForEveryStatusAndAcceptsOneOnly(int status) {
        SendOutcome outcome = outcome(answer(status, null, null));

        assertThat(outcome instanceof Accepted).isEqualTo(status == 202);
    }

    static IntStream statuses() {
        return IntStream.concat(IntStream.rangeClosed(0, 620), IntStream.of(999));
    }

    @Test
    void keepsTheNameOfTheRequest() {
        SendGridAnswer answer = new SendGridAnswer(202, "abc.def", Optional.empty(), Optional.empty(), List.of());

        assertThat(outcome(answer)).isEqualTo(new Accepted("abc.def"));
    }

    @Test
    void countsACheckedRequestAsAcceptedInTheSandboxOnly() {
        SendGridAnswer checked = answer(200, null, null);

        assertThat(SendGridAnswers.outcome(checked, SendGridMode.SANDBOX, NOW)).isInstanceOf(Accepted.class);
        assertThat(SendGridAnswers.outcome(checked, SendGridMode.LIVE, NOW)).isInstanceOf(Unknown.class);
    }

    @Test
    void tellsABadAddressFromBadContent() {
        SendOutcome address =
                outcome(answer(400, "personalizations.0.to.0.email", "Does not contain a valid address."));
        SendOutcome content = outcome(answer(400, "subject", "The subject is required."));

        assertThat(address)
                .isEqualTo(new Rejected(Rejected.Reason.INVALID_ADDRESS, "HTTP 400 at personalizations.0.to.0.email"));
        assertThat(content).isEqualTo(new Rejected(Rejected.Reason.CONTENT, "HTTP 400 at subject"));
    }

    @Test
    void repeatsNoWordsOfTheAnswer() {
        SendOutcome outcome = outcome(answer(400, "anna@example.org", "anna@example.org is what?"));

        assertThat(outcome).isEqualTo(new Rejected(Rejected.Reason.CONTENT, "HTTP 400"));
        assertThat(answer(400, "x", "anna@example.org").toString()).doesNotContain("anna");
    }

    @Test
    void waitsUntilTheLimitIsReset() {
        SendGridAnswer answer =
                new SendGridAnswer(429, "", Optional.empty(), Optional.of(NOW.getEpochSecond() + 40), List.of());

        assertThat(outcome(answer))
                .isInstanceOfSatisfying(
                        Throttled.class, it -> assertThat(it.retryAfter()).contains(Duration.ofSeconds(40)));
    }

    @Test
    void prefersRetryAfterAndCapsIt() {
        SendGridAnswer answer =
                new SendGridAnswer(429, "", Optional.of(900_000L), Optional.of(NOW.getEpochSecond() + 40), List.of());

        assertThat(outcome(answer))
                .isInstanceOfSatisfying(
                        Throttled.class, it -> assertThat(it.retryAfter()).contains(Duration.ofDays(1)));
    }

    @Test
    void ignoresAResetThatHasPassed() {
        SendGridAnswer answer =
                new SendGridAnswer(429, "", Optional.empty(), Optional.of(NOW.getEpochSecond() - 1), List.of());

        assertThat(outcome(answer))
                .isInstanceOfSatisfying(
                        Throttled.class, it -> assertThat(it.retryAfter()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Maximum credits exceeded", "Too many bad requests. Temporary block"})
    void pausesForLongWhereSendGridDoesNotSayHowLong(String message) {
        assertThat(outcome(answer(message.startsWith("Max") ? 401 : 403, null, message)))
                .isInstanceOfSatisfying(
                        Throttled.class, it -> assertThat(it.retryAfter()).contains(Duration.ofMinutes(15)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | The provided authorization grant is invalid, expired, or revoked | true
            401 | Maximum credits exceeded                                         | false
            403 | access forbidden                                                 | true
            403 | does not match a verified Sender Identity                        | false
            403 | Too many bad requests. Temporary block                           | false
            400 | Bad Request                                                      | false
            500 |                                                                  | false
            """)
    void triesAnotherKeyOnlyWhereItCouldHelp(int status, String message, boolean helps) {
        assertThat(SendGridAnswers.isAboutTheKey(answer(status, null, message))).isEqualTo(helps);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Bad Gateway</html>",
                "[]",
                "{}",
                "{\"errors\":7}",
                "{\"errors\":[7]}",
                "{\"errors\":[{\"message\":[1,{}],\"field\":{}}",
                "\u0000",
                "{\"a\":{\"errors\":\"x\"}"
            })
    void readsWhatIsNotSendGridsWithoutComplaint(String body) {
        assertThat(SendGridAnswer.errors(body.getBytes(StandardCharsets.UTF_8)))
                .allSatisfy(problem -> assertThat(problem.message()).isEmpty());
    }

    @Test
    void readsEveryError() {
        String body = """
                {"errors":[{"message":"A","field":"f","help":null},{"extra":{"x":[1]},"field":null,"message":"B"}],"id":"1"}""";

        assertThat(SendGridAnswer.errors(body.getBytes(StandardCharsets.UTF_8)))
                .containsExactly(new SendGridAnswer.Problem("f", "a"), new SendGridAnswer.Problem("", "b"));
    }

    private static SendOutcome outcome(SendGridAnswer answer) {
        return SendGridAnswers.outcome(answer, SendGridMode.LIVE, NOW);
    }

    private static SendGridAnswer answer(int status, String field, String message) {
        String name = field == null ? "null" : "\"" + field + "\"";
        String body = message == null ? "" : "{\"errors\":[{\"message\":\"" + message + "\",\"field\":" + name + "}]}";
        return new SendGridAnswer(
                status,
                "",
                Optional.empty(),
                Optional.empty(),
                SendGridAnswer.errors(body.getBytes(StandardCharsets.UTF_8)));
    }
}
