package com.jkboat.notify.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.QueueUnavailableException;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.faults.Ledger.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseCrashTest {

    private static final Duration LONGEST = Duration.ofSeconds(Form.pick(60, 300));
    private static final int TERMINATIONS = Form.pick(10, 150);
    private static final int CRASHES = Form.pick(1, 10);
    private static final Duration BETWEEN = Duration.ofMillis(200);

    @RegisterExtension
    private final Timeline timeline = new Timeline();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
    void losesNothingAcceptedWhenTheServerCrashesAndComesBack(Backend backend) {
        underLoad(backend, (site, worker) -> {
            for (int crash = 0; crash < CRASHES; crash++) {
                int before = site.sends().size();
                timeline.add("crash");
                backend.crash();
                timeline.add("restarted");
                Wait.until("it works again", LONGEST, () -> site.sends().size() > before + 20);
            }
        });
    }

    @Test
    void losesNothingAcceptedWhenItsSessionsAreEndedAgainAndAgain() {
        underLoad(Backend.POSTGRESQL, (site, worker) -> {
            int ended = 0;
            for (int i = 0; i < TERMINATIONS; i++) {
                ended += PrivatePostgres.shared().endSessions();
                worker.leaveAlone(BETWEEN);
            }
            timeline.add(ended + " sessions ended");
            assertThat(ended).isGreaterThan(TERMINATIONS);
        });
    }

    /** What goes wrong while a worker sends and a publisher publishes. */
    private interface Trouble {
        void make(Site site, WorkerProcess worker);
    }

    private void underLoad(Backend backend, Trouble trouble) {
        Site site = backend.site(folder, timeline);
        try (NotificationClient client = site.client();
                WorkerProcess worker = site.worker("worker").start("-Dfaults.answer=20")) {
            Publishing publishing = new Publishing(client);
            publishing.thread().start();
            Wait.until("it works", LONGEST, () -> site.sends().size() >= 20);
            trouble.make(site, worker);
            List<Event> accepted = publishing.end();

            Wait.until("everything is worked", LONGEST, () -> isIdle(client));
            assertThat(worker.isAlive()).isTrue();
            Ledger ledger = Ledger.of(site, client, accepted).balances();
            assertThat(ledger.count(Place.SENT)).isEqualTo(accepted.size());
            timeline.add(publishing.refusals + " publishes answered unavailable");
        }
    }

    private static boolean isIdle(NotificationClient client) {
        try {
            return client.queueStats().isIdle();
        } catch (QueueUnavailableException e) {
            return false;
        }
    }

    /** Publishes one event after the other, each again until it is told that it is safe. */
    private static final class Publishing {

        /** Less than the worker can send. */
        private static final Duration PACE = Duration.ofMillis(10);

        private final NotificationClient client;
        private final AtomicBoolean ended = new AtomicBoolean();
        private final List<Event> accepted = new CopyOnWriteArrayList<>();
        private final Thread thread = new Thread(this::publish, "publishing");
        private final AtomicInteger refusals = new AtomicInteger();

        Publishing(NotificationClient client) {
            this.client = client;
        }

        Thread thread() {
            return thread;
        }

        List<Event> end() {
            ended.set(true);
            try {
                thread.join(LONGEST.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            assertThat(thread.isAlive()).as("the publisher hangs").isFalse();
            return accepted;
        }

        private void publish() {
            while (!ended.get()) {
                Event event = Tickets.ticket(InDoubtPolicy.ASK);
                while (!isAccepted(event)) {
                    Thread.onSpinWait();
                }
                accepted.add(event);
                LockSupport.parkNanos(PACE.toNanos());
            }
        }

        private boolean isAccepted(Event event) {
            try {
                client.publish(event);
                return true;
            } catch (QueueUnavailableException e) {
                refusals.incrementAndGet();
                return false;
            }
        }
    }
}
