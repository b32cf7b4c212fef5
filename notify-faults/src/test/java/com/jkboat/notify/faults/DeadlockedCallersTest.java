package com.jkboat.notify.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.faults.Ledger.Place;
import com.jkboat.notify.jdbc.MariaDbServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** F7: callers in REPEATABLE READ get into each other's way on MariaDB while workers work. */
class DeadlockedCallersTest {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int CALLERS = 4;
    private static final int BOOKINGS = Form.pick(30, 1_000);

    @RegisterExtension
    private final Timeline timeline = new Timeline();

    @TempDir
    private Path folder;

    private final List<Event> accepted = new CopyOnWriteArrayList<>();
    private final AtomicInteger deadlocks = new AtomicInteger();

    @Test
    void callersMeetOnlyTheirOwnDeadlocksAndWhatTheyCommitIsSent() throws Exception {
        Site site = Backend.MARIADB.site(folder, timeline);
        MariaDbServer.execute(
                "CREATE TABLE booking (id INT PRIMARY KEY, seats INT NOT NULL)",
                "INSERT INTO booking VALUES (1, 0), (2, 0)");
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (NotificationClient client = site.client();
                WorkerProcess one = site.worker("one").start();
                WorkerProcess other = site.worker("other").start()) {
            List<Future<?>> ends = IntStream.range(0, CALLERS)
                    .<Future<?>>mapToObj(caller -> callers.submit(() -> book(site, client, caller)))
                    .toList();
            for (Future<?> end : ends) {
                end.get();
            }
            timeline.add(accepted.size() + " bookings, " + deadlocks + " deadlocks of callers");

            Wait.until(
                    "everything is worked", LONGEST, () -> client.queueStats().isIdle());
            assertThat(one.isAlive() && other.isAlive()).isTrue();
            assertThat(deadlocks).hasPositiveValue();
            Ledger ledger = Ledger.of(site, client, accepted).balances();
            assertThat(ledger.count(Place.SENT)).isEqualTo(CALLERS * (long) BOOKINGS);
            assertThat(ledger.doubles()).isZero();
        } finally {
            callers.shutdownNow();
            MariaDbServer.execute("DROP TABLE booking");
        }
    }

    /** Books until everything is booked; one that loses a deadlock rolls back and tries again, as an application would. */
    private void book(Site site, NotificationClient client, int caller) {
        try (Connection connection = DriverManager.getConnection(site.url())) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            for (int booking = 0; booking < BOOKINGS; booking++) {
                Event event = Tickets.ticket(InDoubtPolicy.HOLD);
                while (!isBooked(connection, client, event, caller)) {
                    deadlocks.incrementAndGet();
                }
                accepted.add(event);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Half of the callers take the two rows in the other order. */
    private static boolean isBooked(Connection connection, NotificationClient client, Event event, int caller)
            throws SQLException {
        try {
            takeSeat(connection, 1 + caller % 2);
            client.publish(event, connection);
            takeSeat(connection, 2 - caller % 2);
            connection.commit();
            return true;
        } catch (SQLException e) {
            connection.rollback();
            if (e.getErrorCode() == 1213 || e.getErrorCode() == 1205) {
                return false;
            }
            throw e;
        }
    }

    private static void takeSeat(Connection connection, int booking) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE booking SET seats = seats + 1 WHERE id = ?")) {
            update.setInt(1, booking);
            update.executeUpdate();
        }
    }
}
