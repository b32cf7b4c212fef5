package com.jkboat.notify.smtp;

import static com.jkboat.notify.smtp.Mails.mail;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.smtp.ScriptedSmtpServer;
import com.jkboat.notify.testkit.smtp.SmtpReaction;
import com.jkboat.notify.testkit.smtp.SmtpStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmtpConnectTest {

    @Test
    void isUnavailableWhenNobodyListens() {
        ScriptedSmtpServer gone = ScriptedSmtpServer.start();
        gone.close();

        assertThat(send(Mails.to(gone.port())))
                .isEqualTo(new Unavailable("no connection to 127.0.0.1:" + gone.port() + " (ConnectException)"));
    }

    @Test
    void isUnavailableWhenTheNameIsUnknown() {
        assertThat(send(SmtpOptions.of("mail.invalid", 587)))
                .isEqualTo(new Unavailable("no connection to mail.invalid:587 (UnknownHostException)"));
    }

    @Test
    void waitsNoLongerForAConnectionThanItMay() throws IOException { // P-4
        try (FullServer full = new FullServer()) {
            SmtpTimeouts hasty = new SmtpTimeouts(Duration.ofMillis(300), Duration.ofMinutes(5), Duration.ofMinutes(5));

            assertThat(send(Mails.to(full.port()).withTimeouts(hasty)).toString())
                    .contains("SocketTimeoutException");
        }
    }

    @Test
    void introducesItselfByTheAddressOfItsEndUnlessItWasGivenAName() {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
            send(Mails.to(server.port()));
            send(Mails.to(server.port()).withHelo("app.jkboat.example"));

            assertThat(server.transcripts().get(0).lines()).contains("C: EHLO [127.0.0.1]");
            assertThat(server.transcripts().get(1).lines()).contains("C: EHLO app.jkboat.example");
        }
    }

    @Test
    void triesTheNextAddressOfAName() throws IOException {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
            SmtpOptions options = SmtpOptions.of("mail.example.org", server.port());
            InetAddress nobody = InetAddress.getByName("127.0.0.2");
            SmtpSockets sockets =
                    new SmtpSockets(options, host -> new InetAddress[] {nobody, InetAddress.getLoopbackAddress()});

            try (Socket socket = sockets.connect()) {
                assertThat(socket.getInetAddress()).isEqualTo(InetAddress.getLoopbackAddress());
                assertThat(socket.getInetAddress().getHostName()).isEqualTo("mail.example.org");
            }
        }
    }

    @Test
    void writesItsOwnAddressAsALiteral() throws IOException {
        Socket ipv6 = new Socket() {
            @Override
            public InetAddress getLocalAddress() {
                try {
                    return InetAddress.getByName("fe80::1%1");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };

        assertThat(SmtpSockets.literal(ipv6)).isEqualTo("[IPv6:fe80:0:0:0:0:0:0:1]");
    }

    @Test
    void fallsBackToHeloWhereEhloIsUnknown() {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
            server.once(SmtpStep.EHLO, SmtpReaction.reply(502, "5.5.1 unknown"));

            assertThat(send(Mails.to(server.port()))).isInstanceOf(SendOutcome.Accepted.class);
            assertThat(server.transcripts().get(0).count("HELO")).isEqualTo(1);
        }
    }

    @Test
    void connectsNoMoreAfterItWasClosed() {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
            SmtpEmailProvider provider = new SmtpEmailProvider(Mails.to(server.port()), MutableClock.create());
            provider.close();
            provider.close();

            assertThat(provider.send(mail("anna@example.org"))).isEqualTo(new Unavailable("the provider is closed"));
            assertThat(server.connections()).isZero();
        }
    }

    private static SendOutcome send(SmtpOptions options) {
        try (SmtpEmailProvider provider = new SmtpEmailProvider(options, MutableClock.create())) {
            return provider.send(mail("anna@example.org"));
        }
    }

    /** Listens, but has no room for another connection: a client waits, as behind a firewall that drops. */
    static final class FullServer implements AutoCloseable {

        private final ServerSocket listener;
        private final List<Socket> waiting = new ArrayList<>();

        FullServer() throws IOException {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            boolean room = true;
            while (room) {
                Socket socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 200);
                } catch (SocketTimeoutException e) {
                    room = false;
                }
            }
        }

        int port() {
            return listener.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : waiting) {
                socket.close();
            }
            listener.close();
        }
    }
}
