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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** F8: the database has no connection to give for a while. */
class RefusedConnectionsTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration AWAY = Duration.ofSeconds(Form.pick(6, 30));
    private static final int MOST_TRIES_PER_SECOND = 20;
    private static final int MESSAGES = Form.pick(200, 2_000);

    @RegisterExtension
    private final Timeline timeline = new Timeline();

    @TempDir
    private Path folder;

    @Test
    void asksNowAndThenAndGoesOnSoonAfterThereAreConnectionsAgain() {
        Site site = Backend.POSTGRESQL.site(folder, timeline);
        try (TcpProxy network = TcpProxy.to(PrivatePostgres.shared().port());
                NotificationClient client = site.client();
                WorkerProcess worker = site.through(network).worker("worker").start("-Dfaults.answer=40")) {
            List<Event> accepted = site.publish(client, tickets());
            Wait.until("it works", LONGEST, () -> site.sends().size() >= 10);

            PrivatePostgres.shared().refuse(site.url());
            int before = network.accepted();
            worker.leaveAlone(AWAY);
            int tries = network.accepted() - before;
            timeline.add(tries + " tries to connect in " + AWAY);
            assertThat(tries).isLessThanOrEqualTo((int) (MOST_TRIES_PER_SECOND * AWAY.toSeconds()));
            int sent = site.sends().size();
            PrivatePostgres.shared().accept(site.url());
            long accepting = System.nanoTime();
            Wait.until("it works again", LONGEST, () -> site.sends().size() > sent);
            timeline.add("it worked again after "
                    + Duration.ofNanos(System.nanoTime() - accepting).toMillis() + " ms");

            Wait.until(
                    "everything is worked", LONGEST, () -> client.queueStats().isIdle());
            assertThat(worker.isAlive()).isTrue();
            Ledger ledger = Ledger.of(site, client, accepted).balances();
            assertThat(ledger.count(Place.SENT)).isEqualTo(MESSAGES);
        }
    }

    private static List<Event> tickets() {
        return Stream.generate(() -> Tickets.ticket(InDoubtPolicy.ASK))
                .limit(MESSAGES)
                .toList();
    }
}
