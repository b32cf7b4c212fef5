package com.jkboat.notify.smtp;

import static com.jkboat.notify.smtp.Mails.mail;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.smtp.ScriptedSmtpServer;
import com.jkboat.notify.testkit.smtp.SmtpReaction;
import com.jkboat.notify.testkit.smtp.SmtpStep;
import com.jkboat.notify.testkit.smtp.TestCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P-9 with time limits so long that only the interrupt can be what ends a call. */
class SmtpInterruptTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final SmtpTimeouts PATIENT =
            new SmtpTimeouts(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({
        "CONNECT, PLAIN, Unavailable",
        "MAIL, PLAIN, Unavailable",
        "DATA, PLAIN, Unavailable",
        "DOT, PLAIN, Unknown",
        "MAIL, STARTTLS, Unavailable",
        "DOT, STARTTLS, Unknown"
    })
    void endsEarlyWhenInterrupted(SmtpStep step, SmtpSecurity security, String outcome) throws Exception {
        try (ScriptedSmtpServer server = server(security);
                SmtpEmailProvider provider = new SmtpEmailProvider(
                        Mails.to(server.port())
                                .withTimeouts(PATIENT)
                                .withSecurity(security)
                                .withSslContext(TestCertificate.localhost().forClient()),
                        MutableClock.create())) {
            server.once(step, SmtpReaction.stall());
            Sending sending = new Sending(provider);
            assertThat(server.awaitReached(step, 1, LIMIT)).isTrue();

            assertThat(sending.interrupt().getClass().getSimpleName()).isEqualTo(outcome);

            assertThat(sending.keptTheFlag()).isTrue();
            server.release();
            assertThat(provider.send(mail("b@example.org"))).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void endsEarlyWhileItWaitsForAConnectionOfAnother() throws Exception {
        SmtpPoolLimits one = new SmtpPoolLimits(1, Duration.ofMinutes(1), 100);
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start();
                SmtpEmailProvider provider = new SmtpEmailProvider(
                        Mails.to(server.port()).withTimeouts(PATIENT).withPool(one), MutableClock.create())) {
            server.once(SmtpStep.DOT, SmtpReaction.stall());
            Sending first = new Sending(provider);
            assertThat(server.awaitReached(SmtpStep.DOT, 1, LIMIT)).isTrue();
            Sending second = new Sending(provider);

            assertThat(second.interrupt()).isEqualTo(new Unavailable("interrupted before anything was sent"));

            assertThat(first.interrupt()).isInstanceOf(Unknown.class);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void endsEarlyWhileItConnects() throws Exception {
        try (SmtpConnectTest.FullServer full = new SmtpConnectTest.FullServer();
                SmtpEmailProvider provider =
                        new SmtpEmailProvider(Mails.to(full.port()).withTimeouts(PATIENT), MutableClock.create())) {
            Sending sending = new Sending(provider);
            sending.awaitConnect();

            assertThat(sending.interrupt())
                    .isEqualTo(new Unavailable(
                            "no connection to 127.0.0.1:" + full.port() + " (ClosedByInterruptException)"));
        }
    }

    private static ScriptedSmtpServer server(SmtpSecurity security) {
        return security == SmtpSecurity.PLAIN
                ? ScriptedSmtpServer.start()
                : ScriptedSmtpServer.configure().startTls().start();
    }

    /** One call in a thread of its own. */
    private static final class Sending {

        private final AtomicBoolean flag = new AtomicBoolean();
        private final FutureTask<SendOutcome> task;
        private final Thread thread;

        Sending(SmtpEmailProvider provider) {
            task = new FutureTask<>(() -> {
                SendOutcome outcome = provider.send(mail("a@example.org"));
                flag.set(Thread.currentThread().isInterrupted());
                return outcome;
            });
            thread = new Thread(task, "sending");
            thread.setDaemon(true);
            thread.start();
        }

        /** Waits until the call is connecting, where it stays. */
        void awaitConnect() {
            Instant deadline = Instant.now().plus(LIMIT);
            while (Arrays.stream(thread.getStackTrace())
                    .noneMatch(frame -> frame.getMethodName().equals("connect")
                            && frame.getClassName().equals(SmtpSockets.class.getName()))) {
                assertThat(Instant.now()).isBefore(deadline);
                Thread.onSpinWait();
            }
        }

        SendOutcome interrupt() throws Exception {
            thread.interrupt();
            return task.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }

        boolean keptTheFlag() {
            return flag.get();
        }
    }
}
