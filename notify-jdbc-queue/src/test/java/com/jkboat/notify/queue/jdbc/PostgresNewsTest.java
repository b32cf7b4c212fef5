package com.jkboat.notify.queue.jdbc;

import static com.jkboat.notify.testkit.queue.QueueProbe.ids;
import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static com.jkboat.notify.testkit.queue.QueueProbe.request;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import com.jkboat.notify.jdbc.PostgresServer;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.jdbc.JdbcQueueOptions.WakeUp;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.slf4j.LoggerFactory;

/** Two queues at one database, as two processes have them. */
class PostgresNewsTest {

    private static final Duration DEADLINE = Duration.ofSeconds(20);
    /** Receivers that look for themselves do so only after the test has failed. */
    private static final JdbcQueueOptions PATIENT = JdbcQueueOptions.DEFAULTS.withPollEvery(Duration.ofMinutes(5));

    private static final Listener.Pace QUICK =
            new Listener.Pace(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMillis(10));

    private final ExecutorService receiver = Executors.newSingleThreadExecutor();
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private Database database;
    private NotificationQueue publisher;

    @BeforeEach
    void open() {
        database = Database.open(DatabaseOptions.of(PostgresServer.emptyDatabase()));
        publisher = JdbcNotificationQueue.open(database, PATIENT);
        said.start();
        listenerLog().addAppender(said);
    }

    @AfterEach
    void close() {
        listenerLog().detachAppender(said);
        receiver.shutdownNow();
        publisher.close();
        database.close();
    }

    @Test
    @DisplayName("what is published wakes a receiver of another process")
    void wakesAReceiverOfAnotherProcess() throws Exception {
        try (Other other = new Other(PATIENT, database::connect)) {
            other.awaitHearing();
            Future<List<Lease>> waiting = other.receive();

            publisher.publish(List.of(message("a")));

            assertThat(ids(waiting.get(DEADLINE.toSeconds(), TimeUnit.SECONDS))).containsExactly("a");
        }
    }

    @Test
    @DisplayName("the commit of a caller's transaction wakes a receiver of another process, and nothing before it")
    void tellsOfACallersCommit() throws Exception {
        try (Other other = new Other(PATIENT, database::connect);
                Connection ear = DriverManager.getConnection(PostgresServer.url());
                Connection caller = DriverManager.getConnection(PostgresServer.url())) {
            other.awaitHearing();
            Future<List<Lease>> waiting = other.receive();
            listen(ear);
            caller.setAutoCommit(false);

            publisher.publish(List.of(message("a")), caller);
            assertThat(words(ear, Duration.ofMillis(200))).isEmpty();
            caller.commit();

            assertThat(ids(waiting.get(DEADLINE.toSeconds(), TimeUnit.SECONDS))).containsExactly("a");
            assertThat(words(ear, DEADLINE)).isNotEmpty();
        }
    }

    @Test
    @DisplayName("says one word each 100 ms at most, however much is published")
    void saysFewWords() throws Exception {
        try (Connection ear = DriverManager.getConnection(PostgresServer.url())) {
            listen(ear);
            long started = System.nanoTime();
            for (int i = 0; i < 200; i++) {
                publisher.publish(List.of(message("m" + i)));
            }

            List<String> words = words(ear, Duration.ofMillis(500));

            long millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
            assertThat(words).isNotEmpty().hasSizeLessThanOrEqualTo((int) (millis / 100) + 1);
        }
    }

    @Test
    @DisplayName("a listener whose connection is killed comes back and hears again")
    void listensAgainAfterItsConnectionWasKilled() throws Exception {
        try (Other other = new Other(PATIENT, database::connect)) {
            other.awaitHearing();
            List<Integer> killed = sessions("query LIKE 'LISTEN%'");
            assertThat(killed).hasSize(1);
            PostgresServer.execute("SELECT pg_terminate_backend(" + killed.get(0) + ")");
            await(() ->
                    sessions("query LIKE 'LISTEN%' AND pid <> " + killed.get(0)).size() == 1);
            other.awaitHearing();
            Future<List<Lease>> waiting = other.receive();

            publisher.publish(List.of(message("a")));

            assertThat(ids(waiting.get(DEADLINE.toSeconds(), TimeUnit.SECONDS))).containsExactly("a");
            assertThat(warnings()).isNotEmpty();
        }
    }

    @Test
    @DisplayName("behind a pooler that swallows what is told, receivers look for themselves and it says so")
    void looksForItselfWhereNothingIsHeard() throws Exception {
        JdbcQueueOptions options = JdbcQueueOptions.DEFAULTS.withPollEvery(Duration.ofMillis(100));
        try (Other other = new Other(options, () -> deaf(database.connect()))) {
            Future<List<Lease>> waiting = other.receive();
            await(() -> !warnings().isEmpty());
            assertThat(waiting).isNotDone();

            publisher.publish(List.of(message("a")));

            assertThat(ids(waiting.get(DEADLINE.toSeconds(), TimeUnit.SECONDS))).containsExactly("a");
            assertThat(other.news.hears()).isFalse();
            assertThat(warnings()).hasSize(1).allMatch(text -> text.contains("found by looking"));
        }
    }

    @Test
    @DisplayName("leaves neither threads nor connections behind when it is closed")
    void leavesNothingBehind() throws Exception {
        for (int i = 0; i < 10; i++) {
            try (Other other = new Other(PATIENT, database::connect)) {
                other.awaitHearing();
            }
        }
        publisher.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("notify-queue-"));
        await(() ->
                sessions("query LIKE 'LISTEN%' OR query LIKE '%pg_notify(%'").isEmpty());
    }

    @Test
    @DisplayName("opens no connection of its own where processes are not to wake one another")
    void opensNoConnectionWhereItShallNot() {
        NotificationQueue polling = JdbcNotificationQueue.open(database, PATIENT.withWakeUp(WakeUp.POLL));

        polling.receive(request(1, Duration.ofMillis(200)));
        polling.publish(List.of(message("a")));

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("notify-queue-"));
    }

    /** The queue of another process. */
    private final class Other implements AutoCloseable {

        private final Database otherDatabase = Database.open(DatabaseOptions.of(PostgresServer.url()));
        private final NotificationQueue queue;
        private PostgresNews news;

        Other(JdbcQueueOptions options, OwnConnection.Source listening) {
            queue = JdbcNotificationQueue.open(otherDatabase, options, (wakeup, commits) -> {
                news = new PostgresNews(otherDatabase, wakeup, commits, listening, QUICK);
                return news;
            });
        }

        void awaitHearing() {
            news.listen();
            await(() -> news.hears());
        }

        Future<List<Lease>> receive() {
            return receiver.submit(() -> queue.receive(request(1, Duration.ofMinutes(5))));
        }

        @Override
        public void close() {
            queue.close();
            otherDatabase.close();
        }
    }

    /** A connection whose LISTEN reaches a session of somebody else, as behind PgBouncer in transaction mode. */
    private static Connection deaf(Connection connection) {
        return proxy(Connection.class, connection);
    }

    private static <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("execute")
                            && String.valueOf(arguments[0]).startsWith("LISTEN")) {
                        return false;
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return result instanceof Statement statement ? proxy(Statement.class, statement) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static void listen(Connection ear) throws SQLException {
        try (Statement statement = ear.createStatement()) {
            statement.execute("LISTEN " + Announcer.CHANNEL);
        }
    }

    /** Hears what is said until it has been silent for a while; echoes are left out. */
    private static List<String> words(Connection ear, Duration silence) throws SQLException {
        PGConnection words = ear.unwrap(PGConnection.class);
        List<String> heard = new ArrayList<>();
        long end = System.nanoTime() + silence.toNanos();
        while (System.nanoTime() < end) {
            for (var word : words.getNotifications(100)) {
                if (!word.getParameter().equals(Announcer.ECHO)) {
                    heard.add(word.getParameter());
                    end = System.nanoTime() + Duration.ofMillis(300).toNanos();
                }
            }
        }
        return heard;
    }

    private List<Integer> sessions(String condition) {
        try (Connection connection = DriverManager.getConnection(PostgresServer.url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pid FROM pg_stat_activity WHERE"
                        + " pid <> pg_backend_pid() AND application_name = 'notify' AND (" + condition + ")")) {
            List<Integer> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getInt(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> warnings() {
        return List.copyOf(said.list).stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static Logger listenerLog() {
        return (Logger) LoggerFactory.getLogger(Listener.class);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
