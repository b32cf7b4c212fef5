package com.jkboat.notify.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.faults.Ledger.Place;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** F21: somebody reads for long in one transaction, so that PostgreSQL cannot clean up what workers leave behind. */
class LongReaderTest {

    private static final Duration LONGEST = Duration.ofSeconds(Form.pick(120, 900));
    private static final int MESSAGES = Form.pick(300, 20_000);

    @RegisterExtension
    private final Timeline timeline = new Timeline();

    @TempDir
    private Path folder;

    @Test
    void worksOnWhileALongReadKeepsEveryOldRow() throws SQLException {
        Site site = Backend.POSTGRESQL.site(folder, timeline);
        List<Event> accepted = new ArrayList<>();
        try (NotificationClient client = site.client();
                WorkerProcess worker = site.worker("worker").start()) {
            accepted.addAll(site.publish(client, tickets(MESSAGES)));
            long alone = work(client, "without the reader");
            try (Connection reader = DriverManager.getConnection(site.url())) {
                pin(reader);
                for (int round = 0; round < 3; round++) {
                    accepted.addAll(site.publish(client, tickets(MESSAGES)));
                    timeline.add(work(client, "beside the reader") * 100 / alone + " % of the time without it");
                }
            }
            assertThat(worker.isAlive()).isTrue();
            Ledger ledger = Ledger.of(site, client, accepted).balances();
            assertThat(ledger.count(Place.SENT)).isEqualTo(accepted.size());
        }
    }

    private static void pin(Connection reader) throws SQLException {
        reader.setAutoCommit(false);
        reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = reader.createStatement()) {
            statement.execute("SELECT count(*) FROM notify_message");
        }
    }

    private long work(NotificationClient client, String when) {
        long start = System.nanoTime();
        Wait.until("everything is worked", LONGEST, () -> client.queueStats().isIdle());
        long millis = Math.max(1, Duration.ofNanos(System.nanoTime() - start).toMillis());
        timeline.add(MESSAGES + " mails in " + millis + " ms " + when);
        return millis;
    }

    private static List<Event> tickets(int count) {
        return Stream.generate(() -> Tickets.ticket(InDoubtPolicy.ASK))
                .limit(count)
                .toList();
    }
}
