package com.jkboat.notify.sendgrid;

import static com.jkboat.notify.sendgrid.Mails.mail;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.NotifyException;
import com.jkboat.notify.config.Secret;
import com.jkboat.notify.message.Attachment;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.http.FakeSendGrid;
import com.jkboat.notify.testkit.http.HttpReaction;
import com.jkboat.notify.testkit.http.ReceivedRequest;
import com.jkboat.notify.testkit.smtp.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendGridEmailProviderTest {

    private final MutableClock clock = MutableClock.create();
    private final FakeSendGrid sendGrid = FakeSendGrid.start().allowOnly(Mails.KEY);
    private final SendGridOptions options = Mails.to(sendGrid.baseUrl());

    @AfterEach
    void closeFake() {
        sendGrid.close();
    }

    @Test
    void keepsItsConnection() {
        EmailProvider provider = provider(options);

        provider.send(mail("a@example.org").build());
        provider.send(mail("b@example.org").build());

        assertThat(sendGrid.taken()).hasSize(2);
        assertThat(sendGrid.connections()).isEqualTo(1);
    }

    @Test
    void doesNotTrustAConnectionThatIdledForLong() {
        EmailProvider provider = provider(options);
        provider.send(mail("a@example.org").build());

        clock.advance(Duration.ofSeconds(31));
        provider.send(mail("b@example.org").build());

        assertThat(sendGrid.connections()).isEqualTo(2);
    }

    @Test
    void sendsTheSandboxWhatIsNeverDelivered() {
        SendOutcome outcome = provider(options.withMode(SendGridMode.SANDBOX))
                .send(mail("a@example.org").build());

        assertThat(outcome).isInstanceOf(Accepted.class);
        assertThat(sendGrid.taken()).isEmpty();
    }

    @Test
    void usesAKeyAsItIsNow() {
        AtomicReference<Secret> key = new AtomicReference<>(Secret.of("old"));
        EmailProvider provider = provider(withKey(key::get));
        assertThat(provider.send(mail("a@example.org").build())).isInstanceOf(Unavailable.class);

        key.set(Secret.of(Mails.KEY));

        assertThat(provider.send(mail("a@example.org").build())).isInstanceOf(Accepted.class);
    }

    @Test
    void triesTheOtherKeyOnceAndStaysWithTheOneThatWorks() {
        SendGridOptions both = withKey(() -> Secret.of("old")).withSecondApiKey(() -> Secret.of(Mails.KEY));
        EmailProvider provider = provider(both);

        assertThat(provider.send(mail("a@example.org").build())).isInstanceOf(Accepted.class);
        assertThat(provider.send(mail("b@example.org").build())).isInstanceOf(Accepted.class);

        assertThat(keysUsed()).containsExactly("Bearer old", "Bearer " + Mails.KEY, "Bearer " + Mails.KEY);
    }

    @Test
    void givesUpWhenBothKeysAreRefused() {
        SendGridOptions both = withKey(() -> Secret.of("old")).withSecondApiKey(() -> Secret.of("older"));

        SendOutcome outcome = provider(both).send(mail("a@example.org").build());

        assertThat(outcome).isInstanceOf(Unavailable.class);
        assertThat(keysUsed()).containsExactly("Bearer old", "Bearer older");
    }

    @Test
    void doesNotTryTheOtherKeyWhenThePlanIsUsedUp() {
        sendGrid.always(FakeSendGrid.maximumCreditsExceeded());

        SendOutcome outcome = provider(options.withSecondApiKey(() -> Secret.of("other")))
                .send(mail("a@example.org").build());

        assertThat(outcome).isInstanceOf(Throttled.class);
        assertThat(sendGrid.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two\r\nlines", "blank in it"})
    void sendsNothingWithAKeyThatIsNone(String key) {
        SendOutcome outcome = provider(withKey(() -> Secret.of(key)))
                .send(mail("a@example.org").build());

        assertThat(outcome).isEqualTo(new Unavailable("the API key cannot be read, or is none"));
        assertThat(sendGrid.requests()).isEmpty();
    }

    @Test
    void isUnavailableWhileTheKeyCannotBeRead() {
        SendGridOptions unreadable = withKey(() -> {
            throw new NotifyException("NTF-000", "the vault is closed");
        });

        assertThat(provider(unreadable).send(mail("a@example.org").build())).isInstanceOf(Unavailable.class);
        assertThat(provider(unreadable).obstacle()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0001\u0002 this is not HTTP\r\n\r\n",
                "HTTP/1.1 202 Accepted\r\nContent-Length: 50\r\n\r\nhalf",
                "HTTP/1.1 202",
                "HTTP/1.1 20x Accepted\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"
            })
    void isInDoubtAfterAnAnswerThatIsNone(String answer) {
        sendGrid.always(HttpReaction.takeAndSay(answer));

        assertThat(provider(options).send(mail("a@example.org").build())).isInstanceOf(Unknown.class);
        assertThat(sendGrid.taken()).hasSize(1);
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
    void sendsNothingToANameNobodyKnows() {
        URI nowhere = URI.create("https://sendgrid.invalid");

        SendOutcome outcome = provider(options.withBaseUrl(nowhere))
                .send(mail("a@example.org").build());

        assertThat(outcome).isInstanceOf(Unavailable.class);
    }

    @Test
    void saysWhatKeepsTheKeyFromSending() {
        assertThat(provider(withKey(() -> Secret.of("old"))).obstacle())
                .hasValueSatisfying(words -> assertThat(words).contains("401").doesNotContain("old"));
        sendGrid.down();
        assertThat(provider(options).obstacle()).isPresent();
    }

    @Test
    void refusesWhatIsTooLarge() {
        EmailMessage message = mail("a@example.org")
                .attach(Attachment.file("film.mp4", "video/mp4", new byte[23_000_000]))
                .build();

        assertThat(provider(options).send(message))
                .isEqualTo(new Rejected(Rejected.Reason.CONTENT, "sendgrid takes mails of less than 30 MB"));
    }

    @Test
    void refusesTheHeadersThatAreSendGridsOwn() {
        EmailMessage message = mail("a@example.org").header("X-SG-EID", "x").build();

        assertThat(provider(options).send(message))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Rejected.Reason.UNSUPPORTED));
    }

    @Test
    void reachesTheWorldUnlessTheApiIsHere() {
        assertThat(provider(options).reach()).isEqualTo(EmailProvider.Reach.LOCAL);
        assertThat(provider(options.withBaseUrl(SendGridOptions.EU).withMode(SendGridMode.SANDBOX))
                        .reach())
                .isEqualTo(EmailProvider.Reach.WORLD);
    }

    private EmailProvider provider(SendGridOptions with) {
        return new SendGridEmailProvider(with, clock);
    }

    private SendGridOptions withKey(java.util.function.Supplier<Secret> key) {
        return new SendGridOptions(
                options.baseUrl(),
                key,
                options.secondApiKey(),
                options.mode(),
                options.tracking(),
                options.categories(),
                options.timeouts());
    }

    private List<String> keysUsed() {
        return sendGrid.requests().stream()
                .map((ReceivedRequest request) ->
                        request.header("Authorization").orElse(""))
                .toList();
    }
}
