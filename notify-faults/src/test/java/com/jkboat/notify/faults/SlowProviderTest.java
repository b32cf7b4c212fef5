package com.jkboat.notify.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.faults.Ledger.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F17: a provider that takes most of the time that a call may take, or never answers. */
class SlowProviderTest {

    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final Duration ANSWER = Site.LEASE.multipliedBy(2).dividedBy(5);
    private static final String LOST = "had ended before it was settled";

    @RegisterExtension
    private final Timeline timeline = new Timeline();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("com.jkboat.notify.faults.Backend#mainlySqlite")
    void keepsItsLeasesThroughSlowCallsAndMakesNoMoreAtATimeThanItMay(Backend backend) {
        Site site = backend.site(folder, timeline);
        String slow = "-Dfaults.answer=" + ANSWER.toMillis();
        try (NotificationClient client = site.client();
                WorkerProcess one = site.worker("one").start(slow);
                WorkerProcess other = site.worker("other").start(slow)) {
            List<Event> accepted = site.publish(client, tickets(InDoubtPolicy.HOLD, 8 * Site.CONCURRENCY));

            Wait.until(
                    "everything is worked", LONGEST, () -> client.queueStats().isIdle());

            Ledger ledger = Ledger.of(site, client, accepted).balances();
            assertThat(ledger.count(Place.SENT)).isEqualTo(accepted.size());
            assertThat(ledger.doubles()).isZero();
            assertThat(one.logged(LOST) + other.logged(LOST)).isZero();
            assertThat(mostAtATime(site, one.pid())).isBetween(1, Site.CONCURRENCY);
            assertThat(mostAtATime(site, other.pid())).isLessThanOrEqualTo(Site.CONCURRENCY);
        }
    }

    @ParameterizedTest
    @MethodSource("com.jkboat.notify.faults.Backend#mainlySqlite")
    void cutsACallThatHangsAndPutsItsMailInDoubt(Backend backend) {
        Site site = backend.site(folder, timeline).with("notify.provider.faulty.send-timeout", "1s");
        Site.Worker home = site.worker("worker");
        Gate answer = home.shut(WorkerProcess.AFTER_GATE);
        try (NotificationClient client = site.client();
                WorkerProcess worker = home.start()) {
            List<Event> hanging = site.publish(client, tickets(InDoubtPolicy.HOLD, Site.CONCURRENCY));
            Wait.until("all hang", LONGEST, () -> site.sends().size() == hanging.size());
            Wait.until("all are cut", LONGEST, () -> client.queueStats().isIdle());
            answer.open();
            List<Event> later = site.publish(client, tickets(InDoubtPolicy.HOLD, Site.CONCURRENCY));

            Wait.until(
                    "everything is worked", LONGEST, () -> client.queueStats().isIdle());

            assertThat(worker.isAlive()).isTrue();
            assertThat(worker.logged(LOST)).isZero();
            Ledger ledger = Ledger.of(
                            site,
                            client,
                            Stream.concat(hanging.stream(), later.stream()).toList())
                    .balances();
            assertThat(hanging).allMatch(event -> ledger.place(event) == Place.IN_DOUBT && ledger.sends(event) == 1);
            assertThat(later).allMatch(event -> ledger.place(event) == Place.SENT && ledger.sends(event) == 1);
        }
    }

    /** The provider notes a call when it begins, and each lasts as long. */
    private static int mostAtATime(Site site, long pid) {
        List<Long> begins = site.sends().read().stream()
                .filter(send -> send.pid() == pid)
                .map(SendLog.Send::at)
                .sorted()
                .toList();
        return begins.stream()
                .mapToInt(begin -> (int) begins.stream()
                        .filter(other -> other <= begin && other > begin - ANSWER.toMillis())
                        .count())
                .max()
                .orElse(0);
    }

    private static List<Event> tickets(InDoubtPolicy policy, int count) {
        return Stream.generate(() -> Tickets.ticket(policy)).limit(count).toList();
    }
}
