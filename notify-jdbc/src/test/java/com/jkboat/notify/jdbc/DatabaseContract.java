package com.jkboat.notify.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.jdbc.DatabaseException.Outcome;
import com.jkboat.notify.jdbc.DatabaseOptions.Migrate;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.util.Throwables;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds on every product. */
abstract class DatabaseContract {

    static final Migrations SAMPLE = Migrations.of("sample", DatabaseContract.class, "V1__sample.sql", "V2__count.sql");
    static final Migrations OLD_SAMPLE = Migrations.of("sample", DatabaseContract.class, "V1__sample.sql");

    /** SQLITE_BUSY and a serialization failure in one: a race that every product may lose. */
    static SQLException lostRace() {
        return new SQLException("lost", "40001", 5);
    }

    Database database;

    /** Names an empty database. */
    abstract DatabaseOptions options();

    @BeforeEach
    void open() {
        database = Database.open(options());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void readsWhatWasWritten() {
        database.migrate(SAMPLE);

        database.write(handle -> insert(handle, 1, "one"));

        assertThat(words()).containsExactly("one");
    }

    @Test
    void opensAConnectionBesideThePool() throws SQLException {
        database.migrate(SAMPLE);
        database.write(handle -> insert(handle, 1, "one"));

        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM sample")) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void rollsBackWhatThrows() {
        database.migrate(SAMPLE);

        assertThatThrownBy(() -> database.write(handle -> {
                    insert(handle, 1, "one");
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");

        assertThat(words()).isEmpty();
    }

    @Test
    void repeatsATransactionThatLostARace() {
        database.migrate(SAMPLE);
        AtomicInteger attempts = new AtomicInteger();

        database.write(handle -> {
            insert(handle, 1, "one");
            if (attempts.incrementAndGet() < 3) {
                throw lostRace();
            }
            return 0;
        });

        assertThat(attempts).hasValue(3);
        assertThat(words()).containsExactly("one");
    }

    @Test
    void givesUpAfterAFewAttempts() {
        AtomicInteger attempts = new AtomicInteger();

        DatabaseException failure = catchThrowableOfType(
                DatabaseException.class,
                () -> database.write(handle -> {
                    attempts.incrementAndGet();
                    throw lostRace();
                }));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNAVAILABLE);
        assertThat(attempts).hasValue(5);
    }

    @Test
    void saysThatAStatementIsRefusedWithoutRepeatingItsValues() {
        database.migrate(SAMPLE);
        database.write(handle -> insert(handle, 1, "guest@example.org"));

        DatabaseException failure = catchThrowableOfType(
                DatabaseException.class, () -> database.write(handle -> insert(handle, 2, "guest@example.org")));

        assertThat(failure.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(failure).hasStackTraceContaining("sample");
        assertThat(Throwables.getStackTrace(failure)).doesNotContain("guest");
    }

    @Test
    void saysTheSameOfABatch() {
        database.migrate(SAMPLE);
        database.write(handle -> insert(handle, 1, "guest@example.org"));

        DatabaseException failure = catchThrowableOfType(
                DatabaseException.class,
                () -> database.write(handle -> handle.prepareBatch("INSERT INTO sample (id, word) VALUES (?, ?)")
                        .add(2, "somebody@example.org")
                        .add(3, "guest@example.org")
                        .execute()));

        assertThat(failure.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(failure).hasStackTraceContaining("sample");
        assertThat(Throwables.getStackTrace(failure)).doesNotContain("guest").doesNotContain("somebody");
        assertThat(words()).containsExactly("guest@example.org");
    }

    @Test
    void bringsATransactionToItsEndWhenInterruptedAndKeepsTheFlag() {
        database.migrate(SAMPLE);

        Thread.currentThread().interrupt();
        database.write(handle -> insert(handle, 1, "one"));
        boolean stillInterrupted = Thread.interrupted();

        assertThat(stillInterrupted).isTrue();
        assertThat(words()).containsExactly("one");
    }

    @Test
    void migratesOnceWhenTwoOpenAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier start = new CyclicBarrier(2);
        try (Database second = Database.open(options())) {
            Future<?> one = threads.submit(() -> migrate(database, start));
            Future<?> other = threads.submit(() -> migrate(second, start));
            one.get(30, TimeUnit.SECONDS);
            other.get(30, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }

        assertThat(versions()).containsExactly(1, 2);
    }

    @Test
    void goesOnFromTheVersionItFinds() {
        database.migrate(OLD_SAMPLE);
        database.write(handle -> insert(handle, 1, "one"));

        database.migrate(SAMPLE);

        assertThat(versions()).containsExactly(1, 2);
        assertThat(words()).containsExactly("one");
    }

    @Test
    void refusesTablesThatAreNewer() {
        database.migrate(SAMPLE);

        assertThatThrownBy(() -> database.migrate(OLD_SAMPLE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("NTF-060")
                .hasMessageContaining("version 2");
    }

    @Test
    void namesTheFilesToRunWhenMigrationIsLeftToOthers() {
        try (Database manual = Database.open(options().withMigrate(Migrate.MANUAL))) {
            assertThatThrownBy(() -> manual.migrate(SAMPLE))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("NTF-061")
                    .hasMessageContaining("/V1__sample.sql, ")
                    .hasMessageContaining("/V2__count.sql");

            runByHand();

            manual.migrate(SAMPLE);
        }
    }

    @Test
    void leavesTheTablesAloneWhenAScriptFails() {
        Migrations broken =
                new Migrations("sample", DatabaseContract.class, List.of("V1__sample.sql", "V2__is_not_there.sql"));

        assertThatThrownBy(() -> database.migrate(broken)).isInstanceOf(IllegalStateException.class);

        database.migrate(SAMPLE);
        assertThat(versions()).containsExactly(1, 2);
    }

    @Test
    void tellsTheLaterOfTwoTimesAndHowFarTheyAreAway() {
        Dialect dialect = database.dialect();
        String sql = "SELECT " + dialect.millisUntil(dialect.laterOf(dialect.now(), "NULL")) + " AS none, "
                + dialect.millisUntil(dialect.laterOf(dialect.now(), dialect.nowPlusMillis())) + " AS later";

        long[] away = database.read(handle -> handle.createQuery(sql)
                .bind(0, 60_000)
                .map((row, context) -> new long[] {row.getLong("none"), row.getLong("later")})
                .one());

        assertThat(away[0]).isZero();
        assertThat(away[1]).isEqualTo(60_000);
    }

    private static void migrate(Database database, CyclicBarrier start) {
        try {
            start.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        database.migrate(SAMPLE);
    }

    private void runByHand() {
        database.write(handle -> {
            SAMPLE.after(0, database.dialect())
                    .forEach(script -> handle.createScript(SAMPLE.text(script)).execute());
            return 0;
        });
    }

    static int insert(Handle handle, long id, String word) {
        return handle.createUpdate("INSERT INTO sample (id, word) VALUES (?, ?)")
                .bind(0, id)
                .bind(1, word)
                .execute();
    }

    List<String> words() {
        return database.read(handle -> handle.createQuery("SELECT word FROM sample ORDER BY id")
                .mapTo(String.class)
                .list());
    }

    private List<Integer> versions() {
        return database.read(handle -> handle.createQuery("SELECT version FROM notify_schema ORDER BY version")
                .mapTo(Integer.class)
                .list());
    }
}
