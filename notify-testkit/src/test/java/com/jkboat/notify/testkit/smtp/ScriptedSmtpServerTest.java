package com.jkboat.notify.testkit.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ScriptedSmtpServerTest {

    @AutoClose
    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @Test
    void takesAMailAndGivesItsBytesBack() throws IOException {
        String content = "Message-ID: <1@x>\r\n\r\n.one dot\r\nräk\r\n";

        String answer;
        try (Client client = new Client(server)) {
            client.say("EHLO me", "MAIL FROM:<a@x.example> SIZE=10", "RCPT TO:<b@y.example>", "DATA");
            answer = client.say(content.replace("\r\n.", "\r\n..") + ".");
        }

        assertThat(answer).isEqualTo("250 2.0.0 Ok: queued as Q1");
        ReceivedMail mail = server.accepted().get(0);
        assertThat(mail.content()).isEqualTo(content.getBytes(UTF_8));
        assertThat(mail.sender()).isEqualTo("a@x.example");
        assertThat(mail.recipients()).containsExactly("b@y.example");
        assertThat(mail.mailParameters()).isEqualTo("SIZE=10");
        assertThat(mail.header("message-id")).contains("<1@x>");
        assertThat(server.transcripts().get(0).count("RCPT")).isEqualTo(1);
    }

    @Test
    void failsOnceWhereItWasToldTo() throws IOException {
        server.once(SmtpStep.MAIL, SmtpReaction.reply(451, "4.3.0 first\n4.3.0 second"));

        try (Client client = new Client(server)) {
            assertThat(client.say("MAIL FROM:<a@x.example>")).isEqualTo("451-4.3.0 first");
            assertThat(client.readLine()).isEqualTo("451 4.3.0 second");
            assertThat(client.say("MAIL FROM:<a@x.example>")).isEqualTo("250 2.0.0 Ok");
        }
    }

    @Test
    void saysExactlyWhatItWasToldAndGoesOn() throws IOException {
        server.once(SmtpStep.DATA, SmtpReaction.verbatim("354-one\r\n354 two\r\n"));
        server.once(SmtpStep.RCPT, SmtpReaction.verbatim("452 no room\r\n"));

        try (Client client = new Client(server)) {
            assertThat(client.say("MAIL FROM:<a@x.example>", "RCPT TO:<b@y.example>"))
                    .isEqualTo("452 no room");
            assertThat(client.say("RCPT TO:<c@y.example>", "DATA")).isEqualTo("354-one");
            assertThat(client.readLine()).isEqualTo("354 two");
            assertThat(client.say("Hi\r\n.")).startsWith("250");
        }

        assertThat(server.accepted().get(0).recipients()).containsExactly("c@y.example");
    }

    @Test
    void losesTheAnswerButKeepsTheMail() throws IOException {
        server.once(SmtpStep.DOT, SmtpReaction.close());

        try (Client client = new Client(server)) {
            client.say("MAIL FROM:<a@x.example>", "RCPT TO:<b@y.example>", "DATA");
            assertThat(client.say("\r\n.")).isNull();
        }

        assertThat(server.received()).hasSize(1);
        assertThat(server.accepted()).isEmpty();
    }

    @Test
    void stallsUntilReleased() throws Exception {
        server.always(SmtpStep.CONNECT, SmtpReaction.stall());

        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            assertThat(server.awaitReached(SmtpStep.CONNECT, 1, Duration.ofSeconds(5)))
                    .isTrue();
            assertThat(socket.getInputStream().available()).isZero();
            server.release();
            assertThat(new String(socket.getInputStream().readNBytes(3), UTF_8)).isEqualTo("220");
        }
    }

    @Test
    void takesMailFromItsUsersOnly() throws IOException {
        String right = Base64.getEncoder().encodeToString("\0anna\0secret".getBytes(UTF_8));

        try (ScriptedSmtpServer locked =
                        ScriptedSmtpServer.configure().user("anna", "secret").start();
                Client client = new Client(locked)) {
            assertThat(client.say("MAIL FROM:<a@x.example>")).startsWith("530");
            assertThat(client.say("AUTH PLAIN AGFubmEAd3Jvbmc=")).startsWith("535");
            assertThat(client.say("AUTH PLAIN " + right)).startsWith("235");
            assertThat(client.say("MAIL FROM:<a@x.example>")).startsWith("250");
            assertThat(locked.transcripts().get(0).toString()).doesNotContain(right);
        }
    }

    @Test
    void answersARecipientAsToldWhateverTheCase() throws IOException {
        server.forRecipient("nobody@y.example", SmtpReaction.reply(550, "5.1.1 unknown"));

        try (Client client = new Client(server)) {
            client.say("MAIL FROM:<a@x.example>");
            assertThat(client.say("RCPT TO:<Nobody@y.example>")).startsWith("550");
            assertThat(client.say("RCPT TO:<b@y.example>")).startsWith("250");
        }
    }

    /** The least that can hold an SMTP conversation. */
    private static final class Client implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader reader;

        Client(ScriptedSmtpServer server) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            assertThat(readLine()).startsWith("220");
        }

        String say(String... lines) throws IOException {
            String answer = "";
            for (String line : lines) {
                socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
                answer = readLine();
                while (answer != null && answer.startsWith("250-")) {
                    answer = readLine();
                }
            }
            return answer;
        }

        String readLine() throws IOException {
            return reader.readLine();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
