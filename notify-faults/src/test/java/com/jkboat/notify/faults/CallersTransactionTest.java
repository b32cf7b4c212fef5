package com.jkboat.notify.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.faults.Ledger.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallersTransactionTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    @RegisterExtension
    private final Timeline timeline = new Timeline();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Backend.class)
    void sendsNothingOfATransactionThatIsRolledBack(Backend backend) throws Exception {
        Site site = backend.site(folder, timeline);
        try (NotificationClient client = site.client();
                Connection connection = DriverManager.getConnection(site.url())) {
            connection.setAutoCommit(false);
            client.publish(Tickets.ticket(InDoubtPolicy.ASK), connection);
            connection.rollback();

            client.workUntilIdle(LONGEST);

            Ledger.of(site, client, List.of()).balances();
            assertThat(site.sends().read()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void sendsNothingOfACallerThatIsKilledBeforeItsCommit(Backend backend) throws Exception {
        Site site = backend.site(folder, timeline);
        try (NotificationClient client = site.client();
                WorkerProcess caller = site.worker("caller").start(CallerMain.class)) {
            Wait.until("it published", LONGEST, () -> Files.exists(folder.resolve("caller/published")));
            caller.kill();

            client.workUntilIdle(LONGEST);

            Ledger.of(site, client, List.of()).balances();
            assertThat(site.sends().read()).isEmpty();
        }
    }

    /** On PostgreSQL alone: on SQLite nobody else writes while a transaction is open. */
    @ParameterizedTest
    @EnumSource(value = Backend.class, names = "POSTGRESQL")
    void sendsWhatIsCommittedLongAfterWhatWasPublishedLater(Backend backend) throws SQLException, InterruptedException {
        Site site = backend.site(folder, timeline);
        Event early = Tickets.ticket(InDoubtPolicy.ASK);
        Event late = Tickets.ticket(InDoubtPolicy.ASK);
        try (NotificationClient client = site.client();
                Connection connection = DriverManager.getConnection(site.url())) {
            connection.setAutoCommit(false);
            client.publish(early, connection);
            client.publish(late);
            client.workUntilIdle(LONGEST);
            assertThat(site.sends().size()).isEqualTo(1);

            connection.commit();
            client.workUntilIdle(LONGEST);

            Ledger ledger = Ledger.of(site, client, List.of(early, late)).balances();
            assertThat(ledger.count(Place.SENT)).isEqualTo(2);
            assertThat(ledger.doubles()).isZero();
        }
    }
}
