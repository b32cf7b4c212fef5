package com.jkboat.notify.smtp;

import static com.jkboat.notify.smtp.Mails.mail;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.config.Secret;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.smtp.ScriptedSmtpServer;
import com.jkboat.notify.testkit.smtp.SmtpReaction;
import com.jkboat.notify.testkit.smtp.SmtpStep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SmtpLoginTest {

    private static final String SECRET = "s3cret-sesåm";

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"AUTO, PLAIN LOGIN", "AUTO, LOGIN", "PLAIN, LOGIN PLAIN", "LOGIN, PLAIN LOGIN", "XOAUTH2, PLAIN XOAUTH2"
    })
    void logsInTheWayItWasTold(SmtpAuth auth, String offered) {
        ScriptedSmtpServer server = server(offered.split(" "));

        assertThat(send(server, auth, () -> Secret.of(SECRET))).isInstanceOf(Accepted.class);

        assertThat(server.accepted().get(0).user()).contains("notify");
    }

    @ParameterizedTest
    @EnumSource(SmtpAuth.class)
    void isUnavailableWithAWrongSecret(SmtpAuth auth) { // P-6
        ScriptedSmtpServer server = server("PLAIN", "LOGIN", "XOAUTH2");

        SendOutcome outcome = send(server, auth, () -> Secret.of("hunter2-wrong"));

        assertThat(outcome)
                .isEqualTo(
                        new Unavailable("our configuration is refused: 535 5.7.8 at AUTH: are user and secret right?"));
        assertThat(server.reached(SmtpStep.MAIL)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "534 | 5.7.9 too weak | our configuration is refused: 534 5.7.9 at AUTH",
                "530 | 5.7.0 TLS first | 5.7.0 at",
                "538 | 5.7.11 encrypt first | our configuration is refused: 538 5.7.11 at AUTH",
                "454 | 4.7.0 try later | 454 4.7.0 at AUTH"
            })
    void isUnavailableWhenTheLoginIsRefused(int code, String text, String detail) {
        ScriptedSmtpServer server = server("PLAIN");
        server.always(SmtpStep.AUTH, SmtpReaction.reply(code, text))
                .always(SmtpStep.STARTTLS, SmtpReaction.reply(530, "5.7.0 no"));

        SendOutcome outcome = send(server, SmtpAuth.AUTO, () -> Secret.of(SECRET));

        assertThat(outcome).isInstanceOf(Unavailable.class);
        assertThat(outcome.toString()).contains(detail);
    }

    @Test
    void isThrottledWhenTheServerSaysSoAtTheLogin() {
        ScriptedSmtpServer server = server("PLAIN");
        server.once(SmtpStep.AUTH, SmtpReaction.replyThenClose(421, "4.7.0 too many logins, wait 60 seconds"));

        assertThat(send(server, SmtpAuth.AUTO, () -> Secret.of(SECRET))).isInstanceOf(Throttled.class);
    }

    @Test
    void repeatsNothingTheServerSaysAboutALogin() { // P-6
        ScriptedSmtpServer server = server("PLAIN");
        server.once(SmtpStep.AUTH, SmtpReaction.reply(535, "5.7.8 notify/" + SECRET + " is wrong"));

        assertThat(send(server, SmtpAuth.AUTO, () -> Secret.of(SECRET)).toString())
                .doesNotContain(SECRET)
                .doesNotContain("notify/");
    }

    @Test
    void isUnavailableWhenATokenIsAnsweredByAChallenge() {
        // How Gmail and Microsoft refuse a token: details in base64 first, the refusal only after an empty line.
        ScriptedSmtpServer server = server("XOAUTH2");
        server.once(SmtpStep.AUTH, SmtpReaction.reply(334, "eyJzdGF0dXMiOiI0MDAifQ=="));

        assertThat(send(server, SmtpAuth.XOAUTH2, () -> Secret.of(SECRET)))
                .isEqualTo(new Unavailable("334 at AUTH: are user and secret right?"));
    }

    @ParameterizedTest
    @CsvSource({"close", "stall", "garbage"})
    void isUnavailableWhenTheLoginIsNotAnswered(String how) {
        ScriptedSmtpServer server = server("PLAIN");
        server.once(
                SmtpStep.AUTH,
                switch (how) {
                    case "close" -> SmtpReaction.close();
                    case "stall" -> SmtpReaction.stall();
                    default -> SmtpReaction.garbage();
                });

        assertThat(send(server, SmtpAuth.AUTO, () -> Secret.of(SECRET)).toString())
                .startsWith("Unavailable")
                .contains("was lost at AUTH");
        server.release();
    }

    @Test
    void doesNotSendWithoutLoginWhereNoneIsOffered() {
        ScriptedSmtpServer open = ScriptedSmtpServer.start();
        opened.add(open);

        assertThat(send(open, SmtpAuth.AUTO, () -> Secret.of(SECRET)))
                .isEqualTo(new Unavailable("the server offers none of the ways to log in that we may use"));
        assertThat(open.reached(SmtpStep.MAIL)).isZero();
    }

    @Test
    void doesNotUseAWayToLogInItWasNotTold() {
        ScriptedSmtpServer server = server("PLAIN", "LOGIN");

        assertThat(send(server, SmtpAuth.XOAUTH2, () -> Secret.of(SECRET)))
                .isEqualTo(new Unavailable("the server offers none of the ways to log in that we may use"));
        assertThat(server.reached(SmtpStep.AUTH)).isZero();
    }

    @Test
    void isUnavailableWhenTheSecretIsNotToBeHad() { // P-1
        ScriptedSmtpServer server = server("PLAIN");

        SendOutcome outcome = send(server, SmtpAuth.AUTO, () -> {
            throw new IllegalStateException("vault says " + SECRET);
        });

        assertThat(outcome)
                .isEqualTo(new Unavailable("the secret to log in with is not to be had: IllegalStateException"));
        assertThat(server.connections()).isZero();
    }

    @Test
    void asksForTheSecretAnewAtEachConnection() {
        ScriptedSmtpServer server = server("XOAUTH2");
        List<Secret> tokens = new ArrayList<>(List.of(Secret.of("expired"), Secret.of(SECRET)));
        SmtpEmailProvider provider = provider(server, SmtpAuth.XOAUTH2, () -> tokens.remove(0));

        assertThat(provider.send(mail("a@example.org"))).isInstanceOf(Unavailable.class);
        assertThat(provider.send(mail("b@example.org"))).isInstanceOf(Accepted.class);
        assertThat(provider.send(mail("c@example.org"))).isInstanceOf(Accepted.class);
    }

    @Test
    void printsNoSecret() { // P-6
        SmtpCredentials credentials = SmtpCredentials.of("notify", Secret.of(SECRET));
        SmtpOptions options = SmtpOptions.of("localhost", 25).withCredentials(credentials);

        assertThat(credentials + " " + options + new SmtpLogin("notify", Secret.of(SECRET)))
                .doesNotContain(SECRET)
                .doesNotContain("notify");
    }

    private SendOutcome send(ScriptedSmtpServer server, SmtpAuth auth, Supplier<Secret> secret) {
        return provider(server, auth, secret).send(mail("anna@example.org"));
    }

    private SmtpEmailProvider provider(ScriptedSmtpServer server, SmtpAuth auth, Supplier<Secret> secret) {
        SmtpOptions options = Mails.to(server.port()).withCredentials(new SmtpCredentials("notify", secret, auth));
        SmtpEmailProvider provider = new SmtpEmailProvider(options, MutableClock.create());
        opened.add(provider);
        return provider;
    }

    private ScriptedSmtpServer server(String... mechanisms) {
        ScriptedSmtpServer server = ScriptedSmtpServer.configure()
                .user("notify", SECRET)
                .mechanisms(mechanisms)
                .start();
        opened.add(server);
        return server;
    }
}
