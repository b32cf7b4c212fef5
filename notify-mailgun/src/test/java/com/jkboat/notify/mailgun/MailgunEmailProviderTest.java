package com.jkboat.notify.mailgun;

import static com.jkboat.notify.mailgun.Mails.mail;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.config.Secret;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.mime.MimeComposer;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.http.FakeMailgun;
import com.jkboat.notify.testkit.http.HttpReaction;
import com.jkboat.notify.testkit.http.ReceivedRequest;
import com.jkboat.notify.testkit.smtp.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailgunEmailProviderTest {

    private final MutableClock clock = MutableClock.create();
    private final FakeMailgun mailgun = FakeMailgun.start(Mails.DOMAIN).allowOnly(Mails.KEY);
    private final MailgunOptions options = Mails.to(mailgun.baseUrl());

    @AfterEach
    void closeFake() {
        mailgun.close();
    }

    @Test
    void handsOverTheMailAsComposedAndTheIdOfTheNotification() {
        EmailMessage message = mail("anna@example.org").build();

        SendOutcome outcome =
                provider(options.withTags(List.of("tours", "confirmation"))).send(message);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Accepted.class,
                        it -> assertThat(it.providerMessageId())
                                .endsWith("@" + Mails.DOMAIN)
                                .doesNotContain("<"));
        assertThat(field("to")).containsExactly("anna@example.org");
        assertThat(field("v:notify_id"))
                .containsExactly(message.notificationId().toString());
        assertThat(field("o:tag")).containsExactly("tours", "confirmation");
        assertThat(field("message"))
                .containsExactly(new String(MimeComposer.compose(message), StandardCharsets.ISO_8859_1));
        assertThat(field("o:testmode")).isEmpty();
    }

    @Test
    void switchesTrackingOffUnlessAskedFor() {
        provider(options).send(mail("a@example.org").build());
        assertThat(field("o:tracking-opens")).containsExactly("no");
        assertThat(field("o:tracking-clicks")).containsExactly("no");

        provider(options.withTracking(MailgunTracking.OPENS))
                .send(mail("a@example.org").build());
        assertThat(field("o:tracking-opens")).containsExactly("yes");
        assertThat(field("o:tracking-clicks")).containsExactly("no");

        provider(options.withTracking(MailgunTracking.OPENS_AND_CLICKS))
                .send(mail("a@example.org").build());
        assertThat(field("o:tracking-clicks")).containsExactly("yes");
    }

    @Test
    void asksForTestModeInThatModeOnly() {
        provider(options.withMode(MailgunMode.TEST)).send(mail("a@example.org").build());

        assertThat(field("o:testmode")).containsExactly("yes");
    }

    @Test
    void writesInternationalDomainsInAscii() {
        provider(options).send(mail("anna@räksmörgås.se").build());

        assertThat(field("to")).containsExactly("anna@xn--rksmrgs-5wao1o.se");
        assertThat(field("message").get(0)).contains("To: anna@xn--rksmrgs-5wao1o.se");
    }

    @Test
    void keepsItsConnectionButNotForLong() {
        EmailProvider provider = provider(options);
        provider.send(mail("a@example.org").build());
        provider.send(mail("b@example.org").build());
        assertThat(mailgun.connections()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(31));
        provider.send(mail("c@example.org").build());

        assertThat(mailgun.connections()).isEqualTo(2);
    }

    @Test
    void usesAKeyAsItIsNow() {
        AtomicReference<Secret> key = new AtomicReference<>(Secret.of("old"));
        EmailProvider provider = provider(options.withApiKey(key::get));
        assertThat(provider.send(mail("a@example.org").build())).isInstanceOf(Unavailable.class);

        key.set(Secret.of(Mails.KEY));

        assertThat(provider.send(mail("a@example.org").build())).isInstanceOf(Accepted.class);
    }

    @Test
    void triesTheOtherKeyOnceAndStaysWithTheOneThatWorks() {
        EmailProvider provider =
                provider(options.withApiKey(() -> Secret.of("old")).withSecondApiKey(() -> Secret.of(Mails.KEY)));

        assertThat(provider.send(mail("a@example.org").build())).isInstanceOf(Accepted.class);
        assertThat(provider.send(mail("b@example.org").build())).isInstanceOf(Accepted.class);

        assertThat(mailgun.requests()).hasSize(3);
        assertThat(mailgun.taken()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two\r\nlines"})
    void sendsNothingWithAKeyThatIsNone(String key) {
        SendOutcome outcome = provider(options.withApiKey(() -> Secret.of(key)))
                .send(mail("a@example.org").build());

        assertThat(outcome).isInstanceOf(Unavailable.class);
        assertThat(mailgun.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not HTTP\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", "HTTP/1.1 200"})
    void isInDoubtAfterAnAnswerThatIsNone(String answer) {
        mailgun.always(HttpReaction.takeAndSay(answer));

        assertThat(provider(options).send(mail("a@example.org").build())).isInstanceOf(Unknown.class);
        assertThat(mailgun.taken()).hasSize(1);
    }

    @Test
    void sendsNothingToAServerItDoesNotTrust() throws IOException {
        try (ServerSocket stranger = TestCertificate.localhost()
                .forServer()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread handshake = new Thread(() -> shakeHands(stranger));
            handshake.setDaemon(true);
            handshake.start();
            URI url = URI.create("https://127.0.0.1:" + stranger.getLocalPort());

            SendOutcome outcome = provider(options.withBaseUrl(url))
                    .send(mail("a@example.org").build());

            assertThat(outcome).isEqualTo(new Unavailable("TLS failed; nothing was sent"));
        }
    }

    private static void shakeHands(ServerSocket stranger) {
        try (SSLSocket socket = (SSLSocket) stranger.accept()) {
            socket.startHandshake();
        } catch (IOException e) {
            // the certificate is refused, as it should be
        }
    }

    @Test
    void saysWhatStandsInTheWay() {
        assertThat(provider(options.withApiKey(() -> Secret.of("old"))).obstacle())
                .hasValueSatisfying(words -> assertThat(words).contains("401").doesNotContain("old"));
        mailgun.down();
        assertThat(provider(options).obstacle()).isPresent();
    }

    @Test
    void reachesTheWorldUnlessTheApiIsHere() {
        assertThat(provider(options).reach()).isEqualTo(EmailProvider.Reach.LOCAL);
        assertThat(provider(options.withBaseUrl(MailgunOptions.EU)).reach()).isEqualTo(EmailProvider.Reach.WORLD);
    }

    private EmailProvider provider(MailgunOptions with) {
        return new MailgunEmailProvider(with, clock);
    }

    private List<String> field(String name) {
        List<ReceivedRequest> requests = mailgun.requests();
        return FakeMailgun.field(requests.get(requests.size() - 1), name);
    }
}
