package com.jkboat.notify.smtp;

import static com.jkboat.notify.smtp.Mails.mail;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.smtp.ScriptedSmtpServer;
import com.jkboat.notify.testkit.smtp.SmtpReaction;
import com.jkboat.notify.testkit.smtp.SmtpStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SmtpPoolTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MutableClock clock = MutableClock.create();
    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();
    private final List<SmtpEmailProvider> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(SmtpEmailProvider::close);
        server.close();
    }

    @Test
    void usesAKeptConnectionUntilItHasWaitedTooLong() {
        SmtpEmailProvider provider = provider(new SmtpPoolLimits(4, MINUTE, 100));

        provider.send(mail("a@example.org"));
        clock.advance(MINUTE.minusMillis(1));
        provider.send(mail("b@example.org"));
        assertThat(server.connections()).isEqualTo(1);

        clock.advance(MINUTE);
        provider.send(mail("c@example.org"));
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.accepted()).hasSize(3);
    }

    @Test
    void closesAConnectionThatHasServedItsNumber() {
        SmtpEmailProvider provider = provider(new SmtpPoolLimits(4, MINUTE, 3));

        for (int i = 0; i < 7; i++) {
            provider.send(mail("a@example.org"));
        }

        assertThat(server.transcripts())
                .extracting(transcript -> transcript.count("MAIL"))
                .containsExactly(3L, 3L, 1L);
    }

    @Test
    void closesConnectionsThatAreNoLongerNeeded() throws Exception {
        SmtpEmailProvider provider = provider(new SmtpPoolLimits(2, MINUTE, 100));
        server.once(SmtpStep.DOT, SmtpReaction.stall());
        FutureTask<SendOutcome> first = new FutureTask<>(() -> provider.send(mail("a@example.org")));
        new Thread(first, "sender").start();
        assertThat(server.awaitReached(SmtpStep.DOT, 1, Duration.ofSeconds(10))).isTrue();
        provider.send(mail("b@example.org"));
        server.release();
        first.get(10, TimeUnit.SECONDS);
        assertThat(server.connections()).isEqualTo(2);

        clock.advance(MINUTE.dividedBy(2));
        provider.send(mail("c@example.org"));
        clock.advance(MINUTE.dividedBy(2));
        provider.send(mail("d@example.org"));

        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.awaitReached(SmtpStep.QUIT, 1, Duration.ofSeconds(10)))
                .isTrue();
    }

    @Test
    void connectsAnewWhenTheServerDroppedAKeptConnection() {
        SmtpEmailProvider provider = provider(SmtpPoolLimits.DEFAULT);
        provider.send(mail("a@example.org"));
        server.dropConnections();

        assertThat(provider.send(mail("b@example.org"))).isInstanceOf(Accepted.class);

        assertThat(server.accepted()).hasSize(2);
    }

    @Test
    void opensNoMoreConnectionsThanItMay() throws Exception { // P-5
        int count = 1000;
        SmtpEmailProvider provider = provider(new SmtpPoolLimits(3, MINUTE, 10_000));

        assertThat(sendAll(provider, count)).hasSize(count).allMatch(Accepted.class::isInstance);

        assertThat(server.accepted()).hasSize(count);
        assertThat(server.accepted().stream().flatMap(mail -> mail.recipients().stream()))
                .doesNotHaveDuplicates();
        assertThat(server.connections()).isBetween(1, 3);
    }

    @Test
    void waitsForAPlaceNoLongerThanItMay() { // P-4
        SmtpPool pool = new SmtpPool(
                () -> {
                    throw new AssertionError("not asked for a connection");
                },
                new SmtpPoolLimits(1, MINUTE, 100),
                clock);

        assertThat(pool.enter(Duration.ofMillis(1))).isTrue();
        assertThat(pool.enter(Duration.ofMillis(1))).isFalse();
        pool.leave();
        assertThat(pool.enter(Duration.ofMillis(1))).isTrue();
    }

    @Test
    void keepsNoThreadPerConnection() throws Exception {
        SmtpEmailProvider provider = provider(new SmtpPoolLimits(8, MINUTE, 1000));
        Set<Thread> before = Thread.getAllStackTraces().keySet();

        sendAll(provider, 100);

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread) && isNoSenderNorServer(thread))
                .hasSizeLessThanOrEqualTo(1)
                .allMatch(Thread::isDaemon);
    }

    private static boolean isNoSenderNorServer(Thread thread) {
        return !thread.getName().equals("sender") && !thread.getName().equals("scripted-smtp");
    }

    private SmtpEmailProvider provider(SmtpPoolLimits limits) {
        SmtpEmailProvider provider = new SmtpEmailProvider(
                Mails.to(server.port()).withTimeouts(SmtpTimeouts.DEFAULT).withPool(limits), clock);
        opened.add(provider);
        return provider;
    }

    private static List<SendOutcome> sendAll(SmtpEmailProvider provider, int count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8, work -> {
            Thread thread = new Thread(work, "sender");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Callable<SendOutcome>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String to = "guest" + i + "@example.org";
                all.add(() -> provider.send(mail(to)));
            }
            List<SendOutcome> outcomes = new ArrayList<>();
            for (Future<SendOutcome> one : threads.invokeAll(all)) {
                outcomes.add(one.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }
}
