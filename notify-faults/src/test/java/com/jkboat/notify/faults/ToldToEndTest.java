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

class ToldToEndTest {

    private static final int MESSAGES = Form.pick(60, 2_000);
    private static final int SIGTERM = 128 + 15;
    /** The drain time of 5 s, last words, and a slow machine. */
    private static final Duration LONGEST_END = Duration.ofSeconds(12);

    private static final Duration LONGEST = Duration.ofSeconds(Form.pick(30, 120));

    @RegisterExtension
    private final Timeline timeline = new Timeline();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("com.jkboat.notify.faults.Backend#mainlySqlite")
    void finishesWhatItBeganAndReleasesTheRest(Backend backend) {
        Site site = backend.site(folder, timeline);
        try (NotificationClient client = site.client()) {
            List<Event> accepted = site.publish(
                    client,
                    Stream.generate(() -> Tickets.ticket(InDoubtPolicy.HOLD))
                            .limit(MESSAGES)
                            .toList());
            try (WorkerProcess worker = site.worker("ended").start("-Dfaults.answer=100")) {
                Wait.until("it works", LONGEST, () -> site.sends().size() >= 10);
                worker.terminate();
                assertThat(worker.awaitEnd(LONGEST_END)).isEqualTo(SIGTERM);
            }

            Ledger after = Ledger.of(site, client, accepted).balances();
            assertThat(after.count(Place.SENT)).isEqualTo(site.sends().size()).isLessThan(MESSAGES);
            assertThat(after.count(Place.QUEUED)).isEqualTo(MESSAGES - after.count(Place.SENT));
            assertThat(client.queueStats().leased()).isZero();
            assertThat(client.queueStats().delayed()).as("failures counted").isZero();

            try (WorkerProcess heir = site.worker("heir").start()) {
                Wait.until(
                        "the heir is done", LONGEST, () -> client.queueStats().isIdle());
                assertThat(heir.isAlive()).isTrue();
            }
            Ledger end = Ledger.of(site, client, accepted).balances();
            assertThat(end.count(Place.SENT)).isEqualTo(MESSAGES);
            assertThat(end.doubles()).isZero();
        }
    }
}
