package com.jkboat.notify.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.faults.Ledger.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KilledAgainAndAgainTest {

    private static final int MESSAGES = Form.pick(300, 10_000);
    private static final int KILLS = Form.pick(3, 30);
    private static final int WORKERS = 2;
    private static final Duration LONGEST = Duration.ofSeconds(Form.pick(60, 600));

    @RegisterExtension
    private final Timeline timeline = new Timeline();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Backend.class)
    void losesNothingAndSendsTwiceOnlyWhatTheRecordSays(Backend backend) {
        Site site = backend.site(folder, timeline);
        try (NotificationClient client = site.client();
                Crew crew = new Crew(site)) {
            List<Event> accepted = site.publish(client, mixed());

            crew.workAndDie();
            Wait.until(
                    "everything is worked", LONGEST, () -> client.queueStats().isIdle());

            Ledger ledger = Ledger.of(site, client, accepted).balances();
            assertThat(ledger.count(Place.SENT) + ledger.count(Place.IN_DOUBT)).isEqualTo(MESSAGES);
            assertThat(ledger.doubles() + ledger.count(Place.IN_DOUBT))
                    .isLessThanOrEqualTo(1L * KILLS * Site.CONCURRENCY);
        }
    }

    private List<Event> mixed() {
        InDoubtPolicy[] policies = InDoubtPolicy.values();
        return Stream.generate(() -> Tickets.ticket(policies[timeline.random().nextInt(policies.length)]))
                .limit(MESSAGES)
                .toList();
    }

    /** Two workers, of which one is killed and replaced again and again, at moments the seed decides. */
    private static final class Crew implements AutoCloseable {

        private static final Duration LONGEST_LIFE = Duration.ofSeconds(Form.pick(6, 2));

        private final Site site;
        private final Random random;
        private final WorkerProcess[] workers = new WorkerProcess[WORKERS];

        Crew(Site site) {
            this.site = site;
            this.random = site.timeline().random();
            for (int i = 0; i < WORKERS; i++) {
                replace(i);
            }
        }

        void workAndDie() {
            for (int kill = 0; kill < KILLS; kill++) {
                int victim = random.nextInt(WORKERS);
                liveABit(workers[victim]);
                workers[victim].kill();
                replace(victim);
            }
        }

        /** It dies after a few more of its mails, somewhere on the way of the next, or when its time is up. */
        private void liveABit(WorkerProcess victim) {
            int enough = mailsOf(victim) + 1 + random.nextInt(30);
            long end = System.nanoTime() + LONGEST_LIFE.toNanos();
            while (mailsOf(victim) < enough && System.nanoTime() - end < 0) {
                victim.leaveAlone(Duration.ofMillis(5));
            }
            victim.leaveAlone(Duration.ofMillis(random.nextInt(25)));
        }

        private int mailsOf(WorkerProcess worker) {
            return (int) site.sends().read().stream()
                    .filter(send -> send.pid() == worker.pid())
                    .count();
        }

        private void replace(int place) {
            workers[place] = site.worker("worker" + (place + 1)).start("-Dfaults.answer=" + Form.pick(80, 20));
        }

        @Override
        public void close() {
            for (WorkerProcess worker : workers) {
                worker.close();
            }
        }
    }
}
