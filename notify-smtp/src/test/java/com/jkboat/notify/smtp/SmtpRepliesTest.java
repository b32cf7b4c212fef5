package com.jkboat.notify.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.provider.SendOutcome;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpRepliesTest {

    private static final EmailAddress TO = EmailAddress.of("anna.lind@example.org");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CONNECT | 421 busy | SERVER_TROUBLE",
                "CONNECT | 554 no service for you | MISCONFIGURED",
                "STARTTLS | 454 TLS not available | SERVER_TROUBLE",
                "AUTH | 535 5.7.8 bad credentials | MISCONFIGURED",
                "AUTH | 534 5.7.9 too weak | MISCONFIGURED",
                "AUTH | 454 4.7.0 temporary failure | SERVER_TROUBLE",
                "MAIL | 421 closing | SERVER_TROUBLE",
                "MAIL | 451 4.7.1 too fast | THROTTLED",
                "MAIL | 454 throttling failure: daily quota exceeded | THROTTLED",
                "MAIL | 530 5.7.0 log in first | MISCONFIGURED",
                "MAIL | 550 5.7.1 sender not yours | MISCONFIGURED",
                "MAIL | 553 5.1.8 bad sender domain | MISCONFIGURED",
                "MAIL | 552 5.3.4 too big | CONTENT",
                "RCPT | 450 4.2.0 greylisted | DEFERRED",
                "RCPT | 451 4.7.1 try again later | DEFERRED",
                "RCPT | 452 too many recipients | DEFERRED",
                "RCPT | 421 4.7.0 rate limit | THROTTLED",
                "RCPT | 550 5.1.1 no such user | INVALID_ADDRESS",
                "RCPT | 550 5.1.10 null MX | INVALID_ADDRESS",
                "RCPT | 551 user moved | INVALID_ADDRESS",
                "RCPT | 553 bad syntax | INVALID_ADDRESS",
                "RCPT | 550 5.2.1 disabled | INVALID_ADDRESS",
                "RCPT | 552 5.2.2 mailbox full | REFUSED",
                "RCPT | 552 too many recipients | DEFERRED",
                "RCPT | 550 5.7.1 policy | REFUSED",
                "RCPT | 550 5.7.26 unauthenticated | MISCONFIGURED",
                "RCPT | 550 5.4.4 no route | INVALID_ADDRESS",
                "DATA | 451 later | DEFERRED",
                "DATA | 554 no valid recipients | REFUSED",
                "DOT | 250 2.0.0 Ok | ACCEPTED",
                "DOT | 451 4.3.0 later | SERVER_TROUBLE",
                "DOT | 452 4.2.2 full | DEFERRED",
                "DOT | 550 5.7.1 spam | CONTENT",
                "DOT | 554 5.6.0 bad content | CONTENT",
                "DOT | 552 5.3.4 too big | CONTENT",
                "DOT | 999 garbage | UNKNOWN",
                "DATA | 999 garbage | SERVER_TROUBLE"
            })
    void classifiesEveryReplyByItsPhase(SmtpPhase phase, String line, SmtpVerdict verdict) {
        SmtpReply reply = SmtpReply.of(Integer.parseInt(line.substring(0, 3)), line);

        assertThat(SmtpReplies.classify(phase, reply.code(), reply.enhanced())).isEqualTo(verdict);
    }

    @Test
    void givesAnAnswerForEveryCodeAtEveryPhase() {
        for (SmtpPhase phase : SmtpPhase.values()) {
            for (int code = -1; code < 700; code++) {
                assertThat(SmtpReplies.classify(phase, code, EnhancedCode.NONE)).isNotNull();
            }
        }
    }

    @Test
    void isInDoubtOnlyAfterTheFinalDot() {
        for (SmtpPhase phase : SmtpPhase.values()) {
            SendOutcome outcome = SmtpOutcomes.of(phase, Optional.empty(), TO);

            assertThat(outcome instanceof SendOutcome.Unknown).isEqualTo(phase == SmtpPhase.DOT);
        }
    }

    @Test
    void repeatsNoAddressInADetail() {
        SmtpReply reply = SmtpReply.of(550, "550 5.1.1 <anna.lind@example.org>: anna.lind unknown\r\n");

        SendOutcome outcome = SmtpOutcomes.of(SmtpPhase.RCPT, Optional.of(reply), TO);

        assertThat(outcome.toString()).doesNotContain("anna").contains("550 5.1.1");
    }

    @Test
    void repeatsNoPathOfALinkInADetail() {
        SmtpReply reply =
                SmtpReply.of(554, "554 5.7.1 listed: https://jkboat.example/b/BK1?token=s3cret, see the list");

        SendOutcome outcome = SmtpOutcomes.of(SmtpPhase.DOT, Optional.of(reply), TO);

        assertThat(outcome.toString()).doesNotContain("s3cret", "BK1").contains("https://jkboat.example/… see");
    }

    @Test
    void hearsHowLongToWait() {
        SmtpReply reply = SmtpReply.of(451, "451 4.7.1 Greylisted, please try again in 300 seconds");

        SendOutcome.Deferred outcome = (SendOutcome.Deferred) SmtpOutcomes.of(SmtpPhase.RCPT, Optional.of(reply), TO);

        assertThat(outcome.retryAfter()).contains(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "250 2.0.0 Ok: queued as 4F2A1 | 4F2A1",
                "250 OK id=1abc-0002 | 1abc-0002",
                "250 Ok 0100018c-5d | 0100018c-5d",
                "250 2.6.0 <a@b> [InternalId=4711, Hostname=x] Queued mail for delivery | 4711",
                "250 2.0.0 3AK1abc012345 Message accepted for delivery | 3AK1abc012345",
                "250 2.0.0 OK  1700000000 a1-20020a05.9 - gsmtp | a1-20020a05.9",
                "250 ok 1700000000 qp 12345 | 1700000000 qp 12345",
                "250 Ok: queued | ''",
                "250 OK | ''",
                "250 2.0.0 Thank you | ''"
            })
    void findsTheServersNameOfTheMessage(String line, String id) {
        assertThat(QueueId.in(SmtpReply.of(250, line).text())).isEqualTo(id);
    }
}
