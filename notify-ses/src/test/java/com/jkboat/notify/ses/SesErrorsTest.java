package com.jkboat.notify.ses;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.ses.SesErrors.Refusal;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SesErrorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            429 | TooManyRequestsException           | Maximum sending rate exceeded.                | throttled
            400 | LimitExceededException             | Daily message quota exceeded.                 | throttled
            400 | ThrottlingException                | Rate exceeded                                 | throttled
            400 | MessageRejected                    | Message failed validation                     | rejected
            400 | MessageRejectedException           | Message failed validation                     | rejected
            400 | MessageRejected                    | Email address is not verified. The following identities failed the check | unavailable
            400 | MailFromDomainNotVerifiedException | MAIL FROM domain is not verified              | unavailable
            400 | AccountSuspendedException          | suspended                                     | unavailable
            400 | SendingPausedException             | paused                                        | unavailable
            404 | NotFoundException                  | Configuration set does not exist              | unavailable
            400 | BadRequestException                | Missing required header                       | rejected
            400 | BadRequestException                | Illegal address                               | rejected
            403 | AccessDeniedException              | not authorized to perform ses:SendEmail       | unavailable
            403 | SignatureDoesNotMatch              | -                                             | unavailable
            403 | InvalidClientTokenId               | -                                             | unavailable
            403 | UnrecognizedClientException        | -                                             | unavailable
            403 | ExpiredTokenException              | -                                             | unavailable
            409 | ConflictException                  | -                                             | unavailable
            413 | -                                  | -                                             | rejected
            429 | -                                  | -                                             | throttled
            418 | Teapot                             | -                                             | unavailable
            500 | InternalServiceErrorException      | -                                             | unavailable
            502 | -                                  | -                                             | unavailable
            503 | ServiceUnavailable                 | -                                             | unavailable
            504 | -                                  | -                                             | unknown
            200 | -                                  | -                                             | unknown
            """)
    void classifiesEveryError(int status, String code, String message, String word) {
        assertThat(SesErrors.outcome(refusal(status, code, message)).word()).isEqualTo(word);
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void neverTakesAnErrorForAcceptance(int status) {
        assertThat(SesErrors.outcome(refusal(status, null, null))).isNotInstanceOf(Accepted.class);
    }

    static IntStream statuses() {
        return IntStream.rangeClosed(0, 620);
    }

    @Test
    void tellsABadAddressFromBadContent() {
        assertThat(SesErrors.outcome(refusal(400, "BadRequestException", "Illegal address: anna@example.org")))
                .isEqualTo(new Rejected(Rejected.Reason.INVALID_ADDRESS, "HTTP 400 BadRequest"));
        assertThat(SesErrors.outcome(refusal(400, "BadRequestException", "anna@example.org is fine")))
                .isEqualTo(new Rejected(Rejected.Reason.CONTENT, "HTTP 400 BadRequest"));
    }

    @Test
    void pausesShortlyForTheRateAndLongForTheQuota() {
        assertThat(SesErrors.outcome(refusal(429, "TooManyRequestsException", null)))
                .isInstanceOfSatisfying(
                        Throttled.class, it -> assertThat(it.retryAfter()).contains(Duration.ofSeconds(1)));
        assertThat(SesErrors.outcome(refusal(400, "LimitExceededException", null)))
                .isInstanceOfSatisfying(
                        Throttled.class, it -> assertThat(it.retryAfter()).contains(Duration.ofMinutes(15)));
    }

    @ParameterizedTest
    @CsvSource({
        "UnrecognizedClientException,true",
        "AccessDeniedException,true",
        "ExpiredTokenException,true",
        "SendingPausedException,false",
        "BadRequestException,false"
    })
    void triesAnotherKeyOnlyWhereItCouldHelp(String code, boolean helps) {
        assertThat(SesErrors.isAboutTheKey(refusal(403, code, null))).isEqualTo(helps);
    }

    @Test
    void repeatsNoWordsOfTheAnswer() {
        Refusal refusal = refusal(400, "anna@example.org", "anna@example.org");

        assertThat(SesErrors.outcome(refusal).toString()).doesNotContain("anna");
    }

    private static Refusal refusal(int status, String code, String message) {
        return Refusal.of(status, code == null ? "" : code, message == null ? "" : message);
    }
}
