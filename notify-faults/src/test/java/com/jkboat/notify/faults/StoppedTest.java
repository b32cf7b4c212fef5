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
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoppedTest {

    /** Calls wait at a gate here, and are cut after half of it. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String LOST = "had ended before it was settled";

    @RegisterExtension
    private final Timeline timeline = new Timeline();

    @TempDir
    private Path folder;

    private final List<Event> sending =
            List.of(Tickets.ticket(InDoubtPolicy.HOLD), Tickets.ticket(InDoubtPolicy.RESEND));
    private final List<Event> preparing =
            List.of(Tickets.ticket(InDoubtPolicy.ASK), Tickets.ticket(InDoubtPolicy.RESEND));

    /** On PostgreSQL alone: on SQLite, who is stopped while it writes keeps the file locked until it goes on. */
    @ParameterizedTest
    @EnumSource(value = Backend.class, names = "POSTGRESQL")
    void startsNoSendAndLosesItsLeasesWhenItWakesUpAfterAnotherTookOver(Backend backend) {
        Site site = backend.site(folder, timeline).with("notify.queue.lease", LEASE.toMillis() + "ms");
        List<Event> accepted = new ArrayList<>();
        Site.Worker home = site.worker("sleeper");
        Gate answer = home.shut(WorkerProcess.AFTER_GATE);
        try (NotificationClient client = site.client();
                WorkerProcess sleeper = home.start()) {
            accepted.addAll(site.publish(client, sending));
            Wait.until("two are with the provider", LONGEST, () -> site.sends().size() == 2);
            Gate enrich = home.shut(WorkerProcess.ENRICH_GATE);
            accepted.addAll(site.publish(client, preparing));
            Wait.until("two more are leased", LONGEST, () -> client.queueStats().leased() == 4);

            sleeper.pause();
            try (WorkerProcess heir = site.worker("heir").start()) {
                Wait.until(
                        "the heir is done", LONGEST, () -> client.queueStats().isIdle());
                assertThat(heir.isAlive()).isTrue();
            }
            answer.open();
            enrich.open();
            sleeper.resume();
            Wait.until("four leases are lost", LONGEST, () -> sleeper.logged(LOST) == 4);

            assertThat(site.sends().read())
                    .filteredOn(send -> send.pid() == sleeper.pid())
                    .hasSize(2);
            Ledger ledger = Ledger.of(site, client, accepted).balances();
            assertThat(ledger.sends(sending.get(0))).isEqualTo(1);
            assertThat(ledger.sends(sending.get(1))).isEqualTo(2);
            assertThat(preparing).allMatch(event -> ledger.sends(event) == 1 && ledger.place(event) == Place.SENT);
        }
    }
}
