package com.jkboat.notify.ses;

import static com.jkboat.notify.ses.Mails.mail;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.config.Secret;
import com.jkboat.notify.message.Attachment;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.mime.MimeComposer;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.http.FakeSes;
import com.jkboat.notify.testkit.http.HttpReaction;
import com.jkboat.notify.testkit.http.ReceivedRequest;
import com.jkboat.notify.testkit.smtp.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SesEmailProviderTest {

    private final MutableClock clock = MutableClock.create();
    private final FakeSes ses = FakeSes.start().allowOnly(Mails.KEY_ID);
    private final SesOptions options = Mails.to(ses.endpoint());

    @AfterEach
    void closeFake() {
        ses.close();
    }

    @Test
    void handsOverTheMailAsComposedAndTheIdOfTheNotification() {
        EmailMessage message = mail("anna@example.org").build();

        SendOutcome outcome = provider(options.withConfigurationSet("tours").withTags(Map.of("kind", "booking")))
                .send(message);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Accepted.class, it -> assertThat(it.providerMessageId()).startsWith("0100"));
        assertThat(FakeSes.mail(last())).isEqualTo(MimeComposer.compose(message));
        assertThat(last().text())
                .contains("\"ToAddresses\":[\"anna@example.org\"]")
                .contains("{\"Name\":\"notify_id\",\"Value\":\"" + message.notificationId() + "\"}")
                .contains("{\"Name\":\"kind\",\"Value\":\"booking\"}")
                .contains("\"ConfigurationSetName\":\"tours\"");
    }

    @Test
    void writesInternationalDomainsInAscii() {
        provider(options).send(mail("anna@räksmörgås.se").build());

        assertThat(ses.taken())
                .singleElement()
                .satisfies(it -> assertThat(it.recipient()).isEqualTo("anna@xn--rksmrgs-5wao1o.se"));
    }

    @Test
    void keepsItsConnectionButNotForLong() {
        EmailProvider provider = provider(options);
        provider.send(mail("a@example.org").build());
        provider.send(mail("b@example.org").build());
        assertThat(ses.connections()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(31));
        provider.send(mail("c@example.org").build());

        assertThat(ses.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void repeatsNothingByItself(int status) {
        ses.always(FakeSes.error(status, "X", "x"));

        provider(options).send(mail("a@example.org").build());

        assertThat(ses.requests()).hasSize(1);
    }

    @Test
    void usesAKeyAsItIsNow() {
        AtomicReference<Secret> id = new AtomicReference<>(Secret.of("AKIAOLD"));
        EmailProvider provider =
                provider(options.withCredentials(new SesCredentials(id::get, () -> Secret.of(Mails.SECRET))));
        assertThat(provider.send(mail("a@example.org").build())).isInstanceOf(Unavailable.class);

        id.set(Secret.of(Mails.KEY_ID));

        assertThat(provider.send(mail("a@example.org").build())).isInstanceOf(Accepted.class);
    }

    @Test
    void triesTheOtherKeyOnceAndStaysWithTheOneThatWorks() {
        EmailProvider provider =
                provider(options.withCredentials(Mails.key("AKIAOLD")).withSecondCredentials(Mails.key(Mails.KEY_ID)));

        assertThat(provider.send(mail("a@example.org").build())).isInstanceOf(Accepted.class);
        assertThat(provider.send(mail("b@example.org").build())).isInstanceOf(Accepted.class);

        assertThat(ses.requests()).hasSize(3);
        assertThat(ses.taken()).hasSize(2);
    }

    @Test
    void sendsNothingWithAKeyThatIsNone() {
        SendOutcome outcome = provider(options.withCredentials(Mails.key("")))
                .send(mail("a@example.org").build());

        assertThat(outcome).isInstanceOf(Unavailable.class);
        assertThat(ses.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not HTTP\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>"
            })
    void isInDoubtAfterAnAnswerThatIsNone(String answer) {
        ses.always(HttpReaction.takeAndSay(answer));

        assertThat(provider(options).send(mail("a@example.org").build())).isInstanceOf(Unknown.class);
        assertThat(ses.taken()).hasSize(1);
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

            SendOutcome outcome = provider(options.withEndpoint(url))
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
        assertThat(provider(options.withCredentials(Mails.key("AKIAOLD"))).obstacle())
                .hasValueSatisfying(words ->
                        assertThat(words).contains("UnrecognizedClient").doesNotContain("AKIAOLD"));
        ses.always(HttpReaction.answer(200, "{\"SendingEnabled\":false}"));
        assertThat(provider(options).obstacle()).contains("SES has paused sending for this account");
        ses.behave().always(FakeSes.error(403, "AccessDeniedException", "ses:GetAccount"));
        assertThat(provider(options).obstacle()).isEmpty();
        ses.down();
        assertThat(provider(options).obstacle()).isPresent();
    }

    @Test
    void refusesWhatIsTooLarge() {
        EmailMessage message = mail("a@example.org")
                .attach(Attachment.file("film.mp4", "video/mp4", new byte[23_000_000]))
                .build();

        assertThat(provider(options).send(message))
                .isEqualTo(new Rejected(Rejected.Reason.CONTENT, "ses takes mails of at most 40 MB as base64"));
    }

    @Test
    void reachesTheWorldUnlessTheApiIsHere() {
        assertThat(provider(options).reach()).isEqualTo(EmailProvider.Reach.LOCAL);
        assertThat(provider(SesOptions.of("eu-north-1")).reach()).isEqualTo(EmailProvider.Reach.WORLD);
    }

    private EmailProvider provider(SesOptions with) {
        return new SesEmailProvider(with, clock);
    }

    private ReceivedRequest last() {
        List<ReceivedRequest> requests = ses.requests();
        return requests.get(requests.size() - 1);
    }
}
