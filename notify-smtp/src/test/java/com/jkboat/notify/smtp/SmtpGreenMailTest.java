package com.jkboat.notify.smtp;

import static com.jkboat.notify.smtp.Mails.mail;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.jkboat.notify.config.Secret;
import com.jkboat.notify.message.Attachment;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.mime.MimeComposer;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.testkit.MutableClock;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A second opinion: a server that is not ours takes the mails too. */
class SmtpGreenMailTest {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.setUser("notify@localhost", "notify", "secret");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void takesTheBytesAsTheyWereComposed() throws Exception {
        EmailMessage message = mail(EmailAddress.of("jk@example.com", "JK Båt"), "anna@example.org")
                .subject("Din bokning är bekräftad")
                .text(".one dot\n..two dots\nräksmörgås\n.\nend")
                .attach(Attachment.file("biljett å.pdf", "application/pdf", new byte[50]))
                .build();

        try (SmtpEmailProvider provider = provider(options())) {
            assertThat(provider.send(message)).isInstanceOf(Accepted.class);
        }

        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(contentOf(server.getReceivedMessages()[0]))
                .isEqualTo(new String(MimeComposer.compose(message), StandardCharsets.UTF_8));
    }

    @Test
    void takesManyAtOnce() {
        int count = 100;
        try (SmtpEmailProvider provider = provider(options())) {
            assertThat(IntStream.range(0, count)
                            .parallel()
                            .mapToObj(i -> provider.send(mail("guest" + i + "@example.org"))))
                    .allMatch(Accepted.class::isInstance);
        }

        assertThat(server.getReceivedMessages()).hasSize(count);
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "LOGIN"})
    void letsUsersIn(SmtpAuth auth) {
        try (SmtpEmailProvider right = provider(options(auth, "secret"));
                SmtpEmailProvider wrong = provider(options(auth, "hunter2"))) {
            assertThat(right.send(mail("a@example.org"))).isInstanceOf(Accepted.class);
            assertThat(wrong.send(mail("b@example.org"))).isInstanceOf(Unavailable.class);
        }

        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    private SmtpOptions options() {
        return Mails.to(server.getSmtp().getPort()).withTimeouts(SmtpTimeouts.DEFAULT);
    }

    private SmtpOptions options(SmtpAuth auth, String secret) {
        return options().withCredentials(new SmtpCredentials("notify", () -> Secret.of(secret), auth));
    }

    private static SmtpEmailProvider provider(SmtpOptions options) {
        return new SmtpEmailProvider(options, MutableClock.create());
    }

    /** Returns what came, without the two lines it adds on top, and with the last line end it counts to the final dot. */
    private static String contentOf(MimeMessage message) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        String whole = out.toString(StandardCharsets.UTF_8);
        assertThat(whole).startsWith("Return-Path: <jk@example.com>\r\nReceived: ");
        return whole.substring(whole.indexOf("\r\n", whole.indexOf("Received: ")) + 2) + "\r\n";
    }
}
