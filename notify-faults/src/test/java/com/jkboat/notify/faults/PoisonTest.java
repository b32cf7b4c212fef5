package com.jkboat.notify.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.faults.Ledger.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PoisonTest {

    private static final int NEIGHBOURS = 20;
    private static final int MAX_DELIVERIES = 3;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @RegisterExtension
    private final Timeline timeline = new Timeline();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource
    void buriesTheMessageThatEndsItsProcessAndSendsItsNeighbours(Fault fault) {
        Site site = Backend.SQLITE
                .site(folder, timeline)
                .with("notify.queue.lease", "1s")
                .with("notify.worker.concurrency", "8")
                .with("notify.queue.max-deliveries", String.valueOf(MAX_DELIVERIES));
        Event poison = Tickets.ticket(InDoubtPolicy.ASK, fault);
        List<Event> all = new ArrayList<>(Stream.generate(() -> Tickets.ticket(InDoubtPolicy.ASK))
                .limit(NEIGHBOURS)
                .toList());
        all.add(timeline.random().nextInt(NEIGHBOURS), poison);
        try (NotificationClient client = site.client()) {
            List<Event> accepted = site.publish(client, all);

            int deaths = workWithASupervisor(site, client);

            Ledger ledger = Ledger.of(site, client, accepted).balances();
            assertThat(deaths).isEqualTo(MAX_DELIVERIES);
            assertThat(ledger.place(poison)).isEqualTo(Place.DEAD);
            assertThat(ledger.count(Place.SENT)).as("neighbours sent").isEqualTo(NEIGHBOURS);
            assertThat(ledger.doubles()).isZero();
        }
    }

    static List<Fault> buriesTheMessageThatEndsItsProcessAndSendsItsNeighbours() {
        return Form.chosen() == Form.LONG
                ? List.of(Fault.HALTS_IN_ENRICH, Fault.HALTS_IN_SEND)
                : List.of(Fault.HALTS_IN_ENRICH);
    }

    /** Starts the worker again whenever it ended, until everything is worked; answers how often it ended. */
    private static int workWithASupervisor(Site site, NotificationClient client) {
        int deaths = 0;
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!client.queueStats().isIdle()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            try (WorkerProcess worker = site.worker("worker").start()) {
                Wait.until(
                        "it died or is done",
                        LONGEST,
                        () -> !worker.isAlive() || client.queueStats().isIdle());
                if (!worker.isAlive()) {
                    assertThat(worker.awaitEnd(LONGEST)).isEqualTo(WorkerMain.HALTED);
                    deaths++;
                }
            }
        }
        return deaths;
    }
}
