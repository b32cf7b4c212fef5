package com.jkboat.notify.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.faults.Ledger.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F18: the only provider is out of order for long, while much is waiting. */
class ProviderOutageTest {

    private static final Duration LONGEST = Duration.ofSeconds(Form.pick(90, 900));
    private static final Duration OUTAGE = Duration.ofSeconds(Form.pick(6, 600));
    private static final int MESSAGES = Form.pick(150, 20_000);
    private static final int CALLS_BEFORE_THE_GATE_SHUTS = 5;

    @RegisterExtension
    private final Timeline timeline = new Timeline();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("com.jkboat.notify.faults.Backend#mainlyPostgres")
    void stopsTakingWorkSpendsNoMessageAndResumesByItself(Backend backend) {
        Site site = backend.site(folder, timeline).with("notify.provider.faulty.breaker-delay", "1s");
        Site.Worker home = site.worker("worker");
        Gate outage = home.shut(WorkerProcess.OUTAGE);
        try (NotificationClient client = site.client();
                WorkerProcess worker = home.start()) {
            List<Event> accepted = site.publish(client, tickets());
            Wait.until("it was told that the provider is out of order", LONGEST, () -> refused(site) > 0);
            worker.leaveAlone(OUTAGE);
            long calls = refused(site);
            timeline.add(calls + " calls during the outage");
            assertThat(site.sends().size()).isZero();
            assertThat(calls)
                    .isLessThanOrEqualTo(CALLS_BEFORE_THE_GATE_SHUTS + Site.CONCURRENCY + 2 * OUTAGE.toSeconds());
            assertThat(client.queueStats().dead()).isZero();

            outage.open();

            Wait.until(
                    "everything is worked", LONGEST, () -> client.queueStats().isIdle());
            Ledger ledger = Ledger.of(site, client, accepted).balances();
            assertThat(ledger.count(Place.SENT)).isEqualTo(MESSAGES);
            assertThat(ledger.doubles()).isZero();
            timeline.add("most refused calls of one mail: " + mostRefused(site));
        }
    }

    private static long refused(Site site) {
        return site.sends().refusals().size();
    }

    private static long mostRefused(Site site) {
        return site.sends().refusals().read().stream()
                .collect(Collectors.groupingBy(SendLog.Send::notification, Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private static List<Event> tickets() {
        return Stream.generate(() -> Tickets.ticket(InDoubtPolicy.ASK))
                .limit(MESSAGES)
                .toList();
    }
}
