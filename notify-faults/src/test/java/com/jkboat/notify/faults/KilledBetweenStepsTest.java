package com.jkboat.notify.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.faults.Ledger.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KilledBetweenStepsTest {

    /** Calls wait at a gate here, and are cut after half of it. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** A lease, a poll, and a slow machine. */
    private static final Duration UNTIL_REDELIVERED = LEASE.plusSeconds(3);

    @RegisterExtension
    private final Timeline timeline = new Timeline();

    @TempDir
    private Path folder;

    private final Event held = Tickets.ticket(InDoubtPolicy.HOLD);
    private final Event resent = Tickets.ticket(InDoubtPolicy.RESEND);
    private final Event asked = Tickets.ticket(InDoubtPolicy.ASK);
    /** Fills the last place of the victim, so that what comes after it is the heir's. */
    private final Event last = Tickets.ticket(InDoubtPolicy.ASK);

    @ParameterizedTest
    @MethodSource("com.jkboat.notify.faults.Backend#mainlyPostgres")
    void knowsItsDoubtAfterAKillBetweenTheProvidersAnswerAndTheRecord(Backend backend) {
        Site site = backend.site(folder, timeline).with("notify.queue.lease", LEASE.toMillis() + "ms");
        try (NotificationClient client = site.client()) {
            Ledger ledger = killAt(
                    WorkerProcess.AFTER_GATE, site, client, () -> site.sends().size() == Site.CONCURRENCY);

            assertThat(ledger.place(held)).isEqualTo(Place.IN_DOUBT);
            assertThat(ledger.sends(held)).isEqualTo(1);
            assertThat(ledger.place(resent)).isEqualTo(Place.SENT);
            assertThat(ledger.sends(resent)).isEqualTo(2);
            assertThat(ledger.place(asked)).isEqualTo(Place.SENT);
            assertThat(ledger.sends(asked)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("com.jkboat.notify.faults.Backend#mainlyPostgres")
    void sendsOnceAfterAKillBetweenTheClaimAndTheSend(Backend backend) {
        Site site = backend.site(folder, timeline).with("notify.queue.lease", LEASE.toMillis() + "ms");
        try (NotificationClient client = site.client()) {
            Ledger ledger = killAt(WorkerProcess.BEFORE_GATE, site, client, () -> isSending(client, Site.CONCURRENCY));

            assertThat(ledger.place(held)).isEqualTo(Place.IN_DOUBT);
            assertThat(ledger.sends(held)).isZero();
            assertThat(ledger.place(resent)).isEqualTo(Place.SENT);
            assertThat(ledger.sends(resent)).isEqualTo(1);
            assertThat(ledger.place(asked)).isEqualTo(Place.SENT);
            assertThat(ledger.sends(asked)).isEqualTo(1);
        }
    }

    /** Kills a worker that has all of them there, while another stands by; the ledger is drawn when that one is done. */
    private Ledger killAt(String gate, Site site, NotificationClient client, BooleanSupplier allAreThere) {
        List<Event> accepted = new ArrayList<>(site.publish(client, List.of(held, resent, asked, last)));
        Site.Worker waiting = site.worker("waiting");
        waiting.shut(gate);
        try (WorkerProcess victim = waiting.start()) {
            Wait.until("all are at the gate", LONGEST, allAreThere);
            try (WorkerProcess heir = site.worker("heir").start()) {
                Event proof = Tickets.ticket(InDoubtPolicy.ASK);
                accepted.addAll(site.publish(client, List.of(proof)));
                Wait.until("the heir works", LONGEST, () -> site.sends().has(Tickets.notification(proof)));

                victim.kill();
                Wait.until(
                        "the heir is done",
                        UNTIL_REDELIVERED,
                        () -> client.queueStats().isIdle());
                assertThat(heir.isAlive()).isTrue();
            }
        }
        return Ledger.of(site, client, accepted).balances();
    }

    private static boolean isSending(NotificationClient client, int count) {
        NotificationQuery sending = NotificationQuery.all().in(NotificationStatus.SENDING);
        return client.notifications().search(sending).items().size() == count;
    }
}
