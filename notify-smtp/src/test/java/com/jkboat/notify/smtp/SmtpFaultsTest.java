package com.jkboat.notify.smtp;

import static com.jkboat.notify.smtp.Mails.mail;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.message.Attachment;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Deferred;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.smtp.ScriptedSmtpServer;
import com.jkboat.notify.testkit.smtp.SmtpReaction;
import com.jkboat.notify.testkit.smtp.SmtpStep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything a server can do wrong, at every step, and what becomes of the message. */
class SmtpFaultsTest {

    private static final Map<String, SmtpReaction> SILENCES = Map.of(
            "close", SmtpReaction.close(),
            "reset", SmtpReaction.reset(),
            "garbage", SmtpReaction.garbage(),
            "half a code", SmtpReaction.partial("25"),
            "half a reply", SmtpReaction.partial("250-first line\r\n"),
            "stall", SmtpReaction.stall());

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();
    private final SmtpEmailProvider provider = new SmtpEmailProvider(Mails.to(server.port()), MutableClock.create());

    @AfterEach
    void close() {
        provider.close();
        server.close();
    }

    static Stream<Arguments> silencesBeforeTheDot() {
        return Stream.of(SmtpStep.CONNECT, SmtpStep.EHLO, SmtpStep.MAIL, SmtpStep.RCPT, SmtpStep.DATA)
                .flatMap(step -> SILENCES.keySet().stream().map(how -> Arguments.of(step, how)));
    }

    @ParameterizedTest
    @MethodSource("silencesBeforeTheDot")
    void isCertainlyNotTakenWhenNoReplyComesBeforeTheDot(SmtpStep step, String how) { // P-1, P-2, P-4
        server.always(step, SILENCES.get(how));

        assertThat(send()).isInstanceOf(Unavailable.class);

        assertThat(server.received()).isEmpty();
        server.behave().release();
        assertThat(send()).isInstanceOf(Accepted.class);
    }

    static Stream<String> silences() {
        return SILENCES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("silences")
    void isInDoubtWhenNoReplyComesAfterTheDot(String how) { // P-3, P-5
        server.once(SmtpStep.DOT, SILENCES.get(how));

        assertThat(send()).isInstanceOf(Unknown.class);

        assertThat(server.received()).hasSize(1);
        server.release();
        assertThat(send()).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = SmtpStep.class,
            names = {"MAIL", "RCPT", "DATA", "DOT"})
    void readsRepliesOfSeveralLines(SmtpStep step) {
        server.once(step, SmtpReaction.reply(451, "4.3.0 line one\n4.3.0 line two"));

        assertThat(send().toString()).contains("451 4.3.0").contains("line one line two");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(SmtpStep.CONNECT, "421 too busy", Unavailable.class),
                Arguments.of(SmtpStep.CONNECT, "421 4.7.0 too many connections", Throttled.class),
                Arguments.of(SmtpStep.CONNECT, "554 5.7.1 your address is blocked", Unavailable.class),
                Arguments.of(SmtpStep.EHLO, "421 4.3.2 shutting down", Unavailable.class),
                Arguments.of(SmtpStep.MAIL, "421 4.7.0 slow down", Throttled.class),
                Arguments.of(SmtpStep.MAIL, "451 4.7.1 slow down", Throttled.class),
                Arguments.of(SmtpStep.MAIL, "550 5.7.1 not your sender", Unavailable.class),
                Arguments.of(SmtpStep.MAIL, "552 5.3.4 too big", Rejected.class),
                Arguments.of(SmtpStep.RCPT, "450 4.2.0 greylisted", Deferred.class),
                Arguments.of(SmtpStep.RCPT, "421 4.3.0 closing", Unavailable.class),
                Arguments.of(SmtpStep.RCPT, "550 5.1.1 nobody", Rejected.class),
                Arguments.of(SmtpStep.DATA, "451 4.3.0 later", Unavailable.class),
                Arguments.of(SmtpStep.DATA, "554 5.5.1 no", Rejected.class),
                Arguments.of(SmtpStep.DATA, "250 what?", Unavailable.class),
                Arguments.of(SmtpStep.DOT, "252 will see", Accepted.class),
                Arguments.of(SmtpStep.DOT, "354 go on", Unknown.class),
                Arguments.of(SmtpStep.DOT, "421 4.3.0 closing", Unavailable.class),
                Arguments.of(SmtpStep.DOT, "452 4.2.2 full", Deferred.class),
                Arguments.of(SmtpStep.DOT, "554 5.7.1 spam", Rejected.class));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void keepsTheVerdictWhateverHappensToTheConnectionAfterIt(
            SmtpStep step, String reply, Class<? extends SendOutcome> outcome) {
        int code = Integer.parseInt(reply.substring(0, 3));
        String text = reply.substring(4);

        server.once(step, SmtpReaction.reply(code, text));
        assertThat(send()).isInstanceOf(outcome);

        server.once(step, SmtpReaction.replyThenClose(code, text));
        assertThat(send()).isInstanceOf(outcome);

        for (SmtpReaction afterwards : List.of(SmtpReaction.close(), SmtpReaction.garbage(), SmtpReaction.stall())) {
            server.once(step, SmtpReaction.reply(code, text)).once(SmtpStep.RSET, afterwards);
            assertThat(send()).isInstanceOf(outcome);
            server.behave().release();
        }
        assertThat(send()).isInstanceOf(Accepted.class);
    }

    @Test
    void isTakenOnceTheServerSaidSoEvenInHalfALine() {
        server.once(SmtpStep.DOT, SmtpReaction.partial("250 2.0.0 Ok: queued as 4F"));

        assertThat(send()).isInstanceOf(Accepted.class);
    }

    @Test
    void isNotTakenWhenTheServerLeavesInTheMiddleOfTheContent() {
        server.once(SmtpStep.BODY, SmtpReaction.reset());

        assertThat(provider.send(large())).isInstanceOf(Unavailable.class);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void isNotTakenWhenTheServerStopsReadingInTheMiddleOfTheContent() { // P-4
        server.once(SmtpStep.BODY, SmtpReaction.stall());
        SmtpTimeouts hasty = new SmtpTimeouts(Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofMillis(300));

        try (SmtpEmailProvider writing =
                new SmtpEmailProvider(Mails.to(server.port()).withTimeouts(hasty), MutableClock.create())) {
            assertThat(writing.send(large())).isInstanceOf(Unavailable.class);
        }
        server.release();
        assertThat(server.received()).isEmpty();
    }

    @Test
    void isInDoubtWhenASmallMessageLeftAsAWholeBeforeTheServerWentAway() {
        server.once(SmtpStep.BODY, SmtpReaction.close());

        assertThat(send()).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @MethodSource("silences")
    void doesNotCareHowTheServerSaysGoodbye(String how) {
        server.always(SmtpStep.QUIT, SILENCES.get(how));
        SmtpPoolLimits oneEach = new SmtpPoolLimits(1, Duration.ofMinutes(1), 1);

        try (SmtpEmailProvider leaving =
                new SmtpEmailProvider(Mails.to(server.port()).withPool(oneEach), MutableClock.create())) {
            assertThat(leaving.send(mail("a@example.org"))).isInstanceOf(Accepted.class);
            assertThat(leaving.send(mail("b@example.org"))).isInstanceOf(Accepted.class);
        }
        server.release();
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void triesOnceMoreWhenAKeptConnectionIsAnswered421AtMail() {
        send();
        server.once(SmtpStep.MAIL, SmtpReaction.replyThenClose(421, "4.4.2 idle for too long"));

        assertThat(send()).isInstanceOf(Accepted.class);

        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.received()).hasSize(2);
    }

    @Test
    void triesNoMoreWhenANewConnectionIsAnswered421AtMail() {
        server.always(SmtpStep.MAIL, SmtpReaction.reply(421, "4.4.2 no"));

        assertThat(send()).isInstanceOf(Unavailable.class);

        assertThat(server.connections()).isEqualTo(1);
    }

    private SendOutcome send() {
        return provider.send(mail("anna@example.org"));
    }

    /** Larger than what the sockets of both ends take in without being read. */
    private static EmailMessage large() {
        return mail(EmailAddress.of("jk@example.com"), "anna@example.org")
                .attach(Attachment.file("a.bin", "application/octet-stream", new byte[24_000_000]))
                .build();
    }
}
