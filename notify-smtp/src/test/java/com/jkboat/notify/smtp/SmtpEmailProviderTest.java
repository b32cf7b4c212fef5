package com.jkboat.notify.smtp;

import static com.jkboat.notify.smtp.Mails.mail;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.message.Attachment;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.mime.MimeComposer;
import com.jkboat.notify.provider.Provider.Reach;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Deferred;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Rejected.Reason;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.smtp.ReceivedMail;
import com.jkboat.notify.testkit.smtp.ScriptedSmtpServer;
import com.jkboat.notify.testkit.smtp.SmtpReaction;
import com.jkboat.notify.testkit.smtp.SmtpStep;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SmtpEmailProviderTest {

    private static final EmailAddress ASCII = EmailAddress.of("jk@example.com");
    private static final EmailAddress UTF8 = EmailAddress.of("båt@example.com");

    private final ScriptedSmtpServer server = ScriptedSmtpServer.configure()
            .extensions("SIZE 100000", "SMTPUTF8", "8BITMIME")
            .start();
    private final SmtpEmailProvider provider = to(server);

    @AfterEach
    void close() {
        provider.close();
        server.close();
    }

    @Test
    void sendsTheComposedBytesUnchanged() { // P-7
        EmailMessage message = mail("anna@example.org");

        SendOutcome outcome = provider.send(message);

        assertThat(outcome).isEqualTo(new Accepted("Q1"));
        ReceivedMail received = server.accepted().get(0);
        assertThat(received.content()).isEqualTo(MimeComposer.compose(message));
        assertThat(received.sender()).isEqualTo("jk@example.com");
        assertThat(received.recipients()).containsExactly("anna@example.org");
    }

    @Test
    void sendsBouncesToTheEnvelopeSender() {
        SmtpOptions options = Mails.to(server.port()).withEnvelopeFrom(EmailAddress.of("bounces@example.com"));
        try (SmtpEmailProvider bouncing = new SmtpEmailProvider(options, MutableClock.create())) {
            bouncing.send(mail("anna@example.org"));
        }

        ReceivedMail received = server.accepted().get(0);
        assertThat(received.sender()).isEqualTo("bounces@example.com");
        assertThat(received.header("From"))
                .hasValueSatisfying(from -> assertThat(from).contains("jk@example.com"));
    }

    @Test
    void endsAnAddressThatDoesNotExist() { // P-6
        server.forRecipient("anna@example.org", SmtpReaction.reply(550, "5.1.1 no such user anna@example.org"));

        SendOutcome outcome = provider.send(mail("anna@example.org"));

        assertThat(reason(outcome)).isEqualTo(Reason.INVALID_ADDRESS);
        assertThat(outcome.toString()).doesNotContain("anna");
        assertThat(provider.send(mail("b@example.org"))).isInstanceOf(Accepted.class);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void defersWhatIsGreylisted() {
        server.once(SmtpStep.RCPT, SmtpReaction.reply(451, "4.7.1 greylisted"));

        assertThat(provider.send(mail("anna@example.org"))).isInstanceOf(Deferred.class);
        assertThat(provider.send(mail("anna@example.org"))).isInstanceOf(Accepted.class);
    }

    @Test
    void refusesWhatIsLargerThanTheServerTakes() {
        EmailMessage large = mail(ASCII, "anna@example.org")
                .attach(Attachment.file("a.bin", "application/octet-stream", new byte[100_000]))
                .build();

        assertThat(reason(provider.send(large))).isEqualTo(Reason.CONTENT);
        assertThat(server.reached(SmtpStep.MAIL)).isZero();
    }

    @Test
    void refusesWhatCannotBeComposed() { // P-1
        EmailMessage undatable = mail(ASCII, "anna@example.org")
                .date(Instant.parse("0001-01-01T00:00:00Z"))
                .build();

        assertThat(reason(provider.send(undatable))).isEqualTo(Reason.CONTENT);
        assertThat(server.connections()).isZero();
    }

    static Stream<EmailMessage> mailsThatNeedUtf8() {
        return Stream.of(
                mail(ASCII, "åsa@example.org").build(),
                mail(UTF8, "anna@example.org").build(),
                mail(ASCII, "anna@example.org").replyTo(UTF8).build());
    }

    @ParameterizedTest
    @MethodSource("mailsThatNeedUtf8")
    void asksForUtf8WhereAnAddressNeedsIt(EmailMessage message) {
        assertThat(provider.send(message)).isInstanceOf(Accepted.class);
        assertThat(provider.send(mail("anna@example.org"))).isInstanceOf(Accepted.class);

        List<ReceivedMail> mails = server.accepted();
        assertThat(mails.get(0).mailParameters()).isEqualTo("SMTPUTF8");
        assertThat(mails.get(0).content()).isEqualTo(MimeComposer.compose(message));
        assertThat(mails.get(0).recipients()).containsExactly(message.to().address());
        assertThat(mails.get(0).sender()).isEqualTo(message.from().address());
        assertThat(mails.get(1).mailParameters()).isEmpty();
        assertThat(server.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("mailsThatNeedUtf8")
    void refusesAnAddressTheServerCannotTake(EmailMessage message) { // P-8
        SmtpOptions options = Mails.to(server.port()).withEnvelopeFrom(ASCII);
        server.always(SmtpStep.EHLO, SmtpReaction.reply(250, "localhost\n8BITMIME"));
        try (SmtpEmailProvider toOld = new SmtpEmailProvider(options, MutableClock.create())) {
            SendOutcome outcome = toOld.send(message);

            assertThat(reason(outcome)).isEqualTo(Reason.UNSUPPORTED);
            assertThat(outcome.toString()).contains("smtp").contains("SMTPUTF8");
            assertThat(server.reached(SmtpStep.MAIL)).isZero();
            assertThat(toOld.send(mail("anna@example.org"))).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void reachesTheWorldUnlessTheServerIsOnThisMachine() {
        SmtpOptions far = SmtpOptions.of("mail.example.org", 587);

        try (SmtpEmailProvider toFar = new SmtpEmailProvider(far, MutableClock.create())) {
            assertThat(toFar.reach()).isEqualTo(Reach.WORLD);
        }
        assertThat(provider.reach()).isEqualTo(Reach.LOCAL);
    }

    private static SmtpEmailProvider to(ScriptedSmtpServer server) {
        return new SmtpEmailProvider(Mails.to(server.port()), MutableClock.create());
    }

    private static Reason reason(SendOutcome outcome) {
        assertThat(outcome).isInstanceOf(Rejected.class);
        return ((Rejected) outcome).reason();
    }
}
