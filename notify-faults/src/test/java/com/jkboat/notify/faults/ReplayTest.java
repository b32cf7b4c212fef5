package com.jkboat.notify.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.faults.Ledger.Place;
import com.jkboat.notify.queue.DeadLetters.Filter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplayTest {

    private static final int LETTERS = Form.pick(500, 10_000);
    private static final Duration LONGEST = Duration.ofSeconds(Form.pick(60, 300));

    @RegisterExtension
    private final Timeline timeline = new Timeline();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("com.jkboat.notify.faults.Backend#mainlyPostgres")
    void bringsEachDeadLetterBackOnceWhenItIsKilledAndRunAgain(Backend backend) throws InterruptedException {
        Site site = backend.site(folder, timeline)
                .with("notify.retry.delays", "1ms")
                .with("notify.worker.concurrency", "64")
                .with("notify.provider.faulty.concurrency", "64");
        List<Event> accepted;
        try (NotificationClient client = site.client()) {
            accepted = site.publish(
                    client,
                    Stream.generate(() -> Tickets.ticket(InDoubtPolicy.ASK, Fault.DEFERRED))
                            .limit(LETTERS)
                            .toList());
            client.workUntilIdle(LONGEST);
            assertThat(client.queueStats().dead()).isEqualTo(LETTERS);
        }

        try (NotificationClient client = site.client()) {
            try (WorkerProcess replay = site.worker("replay").start(CallerMain.class, "-Dfaults.replay=true")) {
                Wait.until("some are back", LONGEST, () -> client.queueStats().ready() > 0);
                replay.kill();
            }
            long backAtTheKill = client.queueStats().ready();
            timeline.add(backAtTheKill + " were back at the kill");
            long rest = client.deadLetters().replay(Filter.all());

            assertThat(backAtTheKill + rest).isEqualTo(LETTERS);
            Ledger ledger = Ledger.of(site, client, accepted).balances();
            assertThat(ledger.count(Place.QUEUED)).isEqualTo(LETTERS);
            assertThat(client.queueStats().dead()).isZero();
        }
    }
}
