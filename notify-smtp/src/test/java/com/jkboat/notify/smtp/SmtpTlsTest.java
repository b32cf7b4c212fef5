package com.jkboat.notify.smtp;

import static com.jkboat.notify.smtp.Mails.mail;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.config.Secret;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.smtp.ScriptedSmtpServer;
import com.jkboat.notify.testkit.smtp.SmtpReaction;
import com.jkboat.notify.testkit.smtp.SmtpServerOptions;
import com.jkboat.notify.testkit.smtp.SmtpStep;
import com.jkboat.notify.testkit.smtp.TestCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmtpTlsTest {

    private static final TestCertificate LOCALHOST = TestCertificate.localhost();

    @ParameterizedTest
    @EnumSource(
            value = SmtpSecurity.class,
            names = {"STARTTLS", "TLS"})
    void sendsOverTlsOnly(SmtpSecurity security) {
        try (ScriptedSmtpServer server = server(security).start()) {
            assertThat(send(trusting(LOCALHOST, server, security))).isInstanceOf(Accepted.class);

            assertThat(server.accepted())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.secured()).isTrue());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SmtpSecurity.class,
            names = {"STARTTLS", "TLS"})
    void refusesACertificateNobodyVouchesFor(SmtpSecurity security) {
        try (ScriptedSmtpServer server = server(security).start()) {
            SmtpOptions trustingTheJvm = Mails.to(server.port()).withSecurity(security);

            assertThat(send(trustingTheJvm).toString()).contains("no TLS with").contains("SSLHandshakeException");
            assertThat(server.reached(SmtpStep.MAIL)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SmtpSecurity.class,
            names = {"STARTTLS", "TLS"})
    void refusesATrustedCertificateOfAnotherHost(SmtpSecurity security) {
        TestCertificate other = TestCertificate.of("mail.example.org");
        try (ScriptedSmtpServer server = server(security).certificate(other).start()) {
            assertThat(send(trusting(other, server, security)).toString()).contains("no TLS with");
            assertThat(server.reached(SmtpStep.MAIL)).isZero();
        }
    }

    @Test
    void sendsNothingInClearWhenStartTlsIsNotOffered() {
        try (ScriptedSmtpServer server =
                ScriptedSmtpServer.configure().user("notify", "secret").start()) {
            SmtpOptions options = trusting(LOCALHOST, server, SmtpSecurity.STARTTLS)
                    .withCredentials(SmtpCredentials.of("notify", Secret.of("secret")));

            assertThat(send(options)).isEqualTo(new Unavailable("the server offers no STARTTLS, which is required"));
            assertThat(server.reached(SmtpStep.AUTH)).isZero();
            assertThat(server.reached(SmtpStep.MAIL)).isZero();
        }
    }

    @Test
    void sendsNothingInClearWhenStartTlsIsRefused() {
        try (ScriptedSmtpServer server = server(SmtpSecurity.STARTTLS).start()) {
            server.once(SmtpStep.STARTTLS, SmtpReaction.reply(454, "4.7.0 TLS not available"));

            assertThat(send(trusting(LOCALHOST, server, SmtpSecurity.STARTTLS)).toString())
                    .contains("454 4.7.0 at STARTTLS");
            assertThat(server.reached(SmtpStep.MAIL)).isZero();
        }
    }

    @Test
    void trustsNothingThatWasSaidInClear() {
        // Someone in the middle lets the handshake pass, but adds an answer to the EHLO that will follow it.
        try (ScriptedSmtpServer server = server(SmtpSecurity.STARTTLS).start()) {
            server.once(SmtpStep.STARTTLS, SmtpReaction.verbatim("220 go on\r\n250-forged\r\n250 SIZE 1\r\n"));

            assertThat(send(trusting(LOCALHOST, server, SmtpSecurity.STARTTLS))).isInstanceOf(Accepted.class);
            assertThat(server.transcripts().get(0).count("EHLO")).isEqualTo(2);
        }
    }

    @Test
    void trustsNothingThatWasOfferedInClearWhenTheServerGreetsNoMore() {
        try (ScriptedSmtpServer server =
                server(SmtpSecurity.STARTTLS).extensions("SIZE 1000000").start()) {
            server.once(SmtpStep.EHLO, SmtpReaction.verbatim("250-localhost\r\n250 STARTTLS\r\n"));
            server.once(SmtpStep.EHLO, SmtpReaction.reply(500, "5.5.1 what?"));

            assertThat(send(trusting(LOCALHOST, server, SmtpSecurity.STARTTLS))).isInstanceOf(Unavailable.class);
            assertThat(server.reached(SmtpStep.MAIL)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SmtpSecurity.class,
            names = {"STARTTLS", "TLS"})
    void waitsNoLongerForAHandshakeThanItMay(SmtpSecurity security) { // P-4
        // A server that says nothing, at once or after STARTTLS.
        try (ScriptedSmtpServer server =
                ScriptedSmtpServer.configure().extensions("STARTTLS").start()) {
            SmtpStep step = security == SmtpSecurity.TLS ? SmtpStep.CONNECT : SmtpStep.STARTTLS;
            server.once(step, SmtpReaction.stall());

            assertThat(send(trusting(LOCALHOST, server, security))).isInstanceOf(Unavailable.class);
            server.release();
        }
    }

    private static SmtpServerOptions server(SmtpSecurity security) {
        SmtpServerOptions options = ScriptedSmtpServer.configure();
        return security == SmtpSecurity.TLS ? options.implicitTls() : options.startTls();
    }

    private static SmtpOptions trusting(TestCertificate certificate, ScriptedSmtpServer server, SmtpSecurity security) {
        return Mails.to(server.port()).withSecurity(security).withSslContext(certificate.forClient());
    }

    private static SendOutcome send(SmtpOptions options) {
        try (SmtpEmailProvider provider = new SmtpEmailProvider(options, MutableClock.create())) {
            return provider.send(mail("anna@example.org"));
        }
    }
}
