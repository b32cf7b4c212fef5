package com.jkboat.notify.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.config.Secret;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.config.SettingsReader;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.mime.MimeComposer;
import com.jkboat.notify.provider.Provider.Reach;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.smtp.ScriptedSmtpServer;
import com.jkboat.notify.testkit.smtp.SmtpReaction;
import com.jkboat.notify.testkit.smtp.SmtpStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmtpEmailProviderTest {

    private final MutableClock clock = MutableClock.create();
    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();
    private final SmtpEmailProvider provider = provider(server.port());

    @AfterEach
    void close() {
        provider.close();
        server.close();
    }

    @Test
    void sendsTheComposedBytesUnchanged() { // P-7
        EmailMessage message = message("anna@example.org");

        SendOutcome outcome = provider.send(message);

        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(server.accepted())
                .singleElement()
                .satisfies(mail -> assertThat(mail.content()).isEqualTo(MimeComposer.compose(message)));
    }

    @Test
    void keepsItsConnectionForTheNextMessage() {
        provider.send(message("a@example.org"));
        provider.send(message("b@example.org"));

        assertThat(server.connections()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(2));
        provider.send(message("c@example.org"));

        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.accepted()).hasSize(3);
    }

    @Test
    void connectsAnewWhenTheServerDroppedAKeptConnection() {
        provider.send(message("a@example.org"));
        server.dropConnections();

        assertThat(provider.send(message("b@example.org"))).isInstanceOf(SendOutcome.Accepted.class);

        assertThat(server.accepted()).hasSize(2);
    }

    @Test
    void endsAnAddressThatDoesNotExist() {
        server.forRecipient("anna@example.org", SmtpReaction.reply(550, "5.1.1 no such user anna@example.org"));

        SendOutcome outcome = provider.send(message("anna@example.org"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SendOutcome.Rejected.class,
                        rejected ->
                                assertThat(rejected.reason()).isEqualTo(SendOutcome.Rejected.Reason.INVALID_ADDRESS));
        assertThat(outcome.toString()).doesNotContain("anna");
        assertThat(provider.send(message("b@example.org"))).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void defersWhatIsGreylisted() {
        server.once(SmtpStep.RCPT, SmtpReaction.reply(451, "4.7.1 greylisted"));

        assertThat(provider.send(message("anna@example.org"))).isInstanceOf(SendOutcome.Deferred.class);
        assertThat(provider.send(message("anna@example.org"))).isInstanceOf(SendOutcome.Accepted.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = SmtpStep.class,
            names = {"MAIL", "RCPT", "DATA"})
    void isCertainlyNotTakenWhenTheServerGoesAwayBeforeTheDot(SmtpStep step) { // P-2
        server.always(step, SmtpReaction.close());

        assertThat(provider.send(message("anna@example.org"))).isInstanceOf(SendOutcome.Unavailable.class);
        assertThat(server.accepted()).isEmpty();
    }

    @Test
    void isInDoubtWhenTheAnswerToTheDotIsLost() { // P-3
        server.once(SmtpStep.DOT, SmtpReaction.close());
        assertThat(provider.send(message("anna@example.org"))).isInstanceOf(SendOutcome.Unknown.class);

        server.once(SmtpStep.DOT, SmtpReaction.stall());
        assertThat(provider.send(message("anna@example.org"))).isInstanceOf(SendOutcome.Unknown.class);
        server.release();

        assertThat(provider.send(message("anna@example.org"))).isInstanceOf(SendOutcome.Accepted.class);
    }

    @Test
    void doesNotWaitForEverWhenTheServerSaysNothing() { // P-4
        server.always(SmtpStep.MAIL, SmtpReaction.stall());

        assertThat(provider.send(message("anna@example.org"))).isInstanceOf(SendOutcome.Unavailable.class);
        server.release();
    }

    @Test
    void isUnavailableWhenNobodyListens() {
        int port = server.port();
        server.close();

        assertThat(provider.send(message("anna@example.org")).toString())
                .contains("no connection to 127.0.0.1:" + port);
    }

    @Test
    void refusesAnAddressTheServerCannotTake() { // P-8
        assertThat(provider.send(message("åsa@example.org")))
                .isInstanceOfSatisfying(
                        SendOutcome.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(SendOutcome.Rejected.Reason.UNSUPPORTED));
    }

    @Test
    void sendsToAnyAddressWhereTheServerOffersIt() {
        try (ScriptedSmtpServer modern = ScriptedSmtpServer.configure()
                        .extensions("SMTPUTF8", "8BITMIME")
                        .start();
                SmtpEmailProvider toModern = provider(modern.port())) {
            assertThat(toModern.send(message("åsa@example.org"))).isInstanceOf(SendOutcome.Accepted.class);
        }
    }

    @Test
    void refusesWhatIsLargerThanTheServerTakes() {
        try (ScriptedSmtpServer small =
                        ScriptedSmtpServer.configure().extensions("SIZE 100").start();
                SmtpEmailProvider toSmall = provider(small.port())) {
            assertThat(toSmall.send(message("anna@example.org")))
                    .isInstanceOfSatisfying(
                            SendOutcome.Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(SendOutcome.Rejected.Reason.CONTENT));
            assertThat(small.reached(SmtpStep.MAIL)).isZero();
        }
    }

    @Test
    void logsInAndSaysWhenItCannot() {
        try (ScriptedSmtpServer closed = ScriptedSmtpServer.configure()
                .user("notify", "secret")
                .mechanisms("PLAIN", "LOGIN")
                .start()) {
            SmtpOptions right =
                    options(closed.port()).withCredentials(SmtpCredentials.of("notify", Secret.of("secret")));
            SmtpOptions wrong =
                    options(closed.port()).withCredentials(SmtpCredentials.of("notify", Secret.of("hunter2")));

            SendOutcome sent = new SmtpEmailProvider(right, clock).send(message("anna@example.org"));
            SendOutcome refused = new SmtpEmailProvider(wrong, clock).send(message("anna@example.org"));

            assertThat(sent).isInstanceOf(SendOutcome.Accepted.class);
            assertThat(refused).isInstanceOf(SendOutcome.Unavailable.class);
            assertThat(refused.toString() + wrong).doesNotContain("hunter2");
        }
    }

    @Test
    void sendsEachOfManyOnceOverAFewConnections() throws Exception { // P-5
        int count = 200;
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<SendOutcome>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                EmailMessage message = message("guest" + i + "@example.org");
                all.add(() -> provider.send(message));
            }
            for (Future<SendOutcome> one : threads.invokeAll(all)) {
                assertThat(one.get()).isInstanceOf(SendOutcome.Accepted.class);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(server.accepted()).hasSize(count);
        assertThat(server.connections()).isLessThanOrEqualTo(8);
    }

    @Test
    void insistsOnTlsUnlessTheServerIsOnThisMachine() {
        SettingsReader reader = new SettingsReader(
                Settings.of(Map.of("s.host", "mail.example.org", "s.security", "plain", "s.port", "smtp")), List.of());

        SmtpOptions options = SmtpOptions.from(reader.section("s"));

        assertThat(options.security()).isEqualTo(SmtpSecurity.STARTTLS);
        assertThat(reader.problems()).extracting(Object::toString).anyMatch(it -> it.startsWith("s.security must be"));
        assertThat(reader.problems()).hasSize(2);
        assertThat(new SmtpEmailProvider(options, clock).reach()).isEqualTo(Reach.WORLD);
        assertThat(provider.reach()).isEqualTo(Reach.LOCAL);
    }

    private SmtpEmailProvider provider(int port) {
        return new SmtpEmailProvider(options(port), clock);
    }

    private static SmtpOptions options(int port) {
        return SmtpOptions.of("127.0.0.1", port)
                .withTimeouts(new SmtpTimeouts(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofSeconds(2)));
    }

    private static EmailMessage message(String to) {
        return EmailMessage.builder(
                        UUID.randomUUID(), EmailAddress.of("jk@example.com", "JK Boat"), EmailAddress.of(to))
                .date(Instant.parse("2026-03-01T10:00:00Z"))
                .subject("Confirmed")
                .text(".\r\n..dots\r\nend" + String.join("", Collections.nCopies(20, " words")))
                .html("<p>Confirmed</p>")
                .build();
    }
}
