package com.jkboat.notify.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.jdbc.DatabaseException.Outcome;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MariaDbDatabaseTest extends DatabaseContract {

    @BeforeAll
    static void needServer() {
        MariaDbServer.assumeInstalled();
    }

    @BeforeEach
    void empty() {
        MariaDbServer.emptyDatabase();
    }

    @Override
    DatabaseOptions options() {
        return DatabaseOptions.of(MariaDbServer.url());
    }

    @Test
    void getsANewConnectionWhenItsOwnWasKilled() {
        database.migrate(SAMPLE);
        long own = database.read(MariaDbDatabaseTest::connectionId);

        MariaDbServer.execute("KILL " + own);
        database.write(handle -> insert(handle, 1, "one"));

        assertThat(words()).containsExactly("one");
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenTheAnswerToACommitIsLost() throws Exception {
        Assumptions.assumeFalse(MariaDbServer.isMySql(), "MySQL has no lock that stops commits alone");
        database.migrate(SAMPLE);
        CompletableFuture<Long> id = new CompletableFuture<>();

        try (Connection backup = DriverManager.getConnection(MariaDbServer.url());
                Statement statement = backup.createStatement()) {
            statement.execute("BACKUP STAGE START");
            statement.execute("BACKUP STAGE BLOCK_COMMIT");
            CompletableFuture<Integer> writing = CompletableFuture.supplyAsync(() -> database.write(handle -> {
                id.complete(connectionId(handle));
                return insert(handle, 1, "one");
            }));
            awaitCommit(statement, id.get(30, TimeUnit.SECONDS));
            statement.execute("KILL " + id.get());
            statement.execute("BACKUP STAGE END");

            assertThatThrownBy(() -> writing.get(30, TimeUnit.SECONDS))
                    .cause()
                    .asInstanceOf(InstanceOfAssertFactories.type(DatabaseException.class))
                    .extracting(DatabaseException::outcome)
                    .isEqualTo(Outcome.UNKNOWN);
        }
    }

    private static void awaitCommit(Statement statement, long connection) throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String waiting = "";
        while (!waiting.equalsIgnoreCase("COMMIT")) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            try (ResultSet row = statement.executeQuery("SELECT COALESCE(MAX(info), '') FROM"
                    + " information_schema.processlist WHERE state LIKE 'Waiting for%' AND id = " + connection)) {
                row.next();
                waiting = row.getString(1);
            }
        }
    }

    private static long connectionId(Handle handle) {
        return handle.createQuery("SELECT CONNECTION_ID()").mapTo(Long.class).one();
    }

    @Test
    void runsAScriptAgainThatWasCutShort() {
        MariaDbServer.execute("CREATE TABLE sample (id BIGINT NOT NULL PRIMARY KEY, word VARCHAR(40) NOT NULL)");

        database.migrate(SAMPLE);

        database.write(handle -> insert(handle, 1, "one"));
        assertThat(words()).containsExactly("one");
    }

    @Test
    void keepsATimeWhateverTheZones() throws SQLException {
        TimeZone zone = TimeZone.getDefault();
        Instant hourThatComesTwice = Instant.parse("2026-10-25T00:30:00.123456Z");
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            Instant read = database.read(handle -> {
                handle.execute("SET time_zone = '-07:00'");
                try (PreparedStatement statement =
                        handle.getConnection().prepareStatement("SELECT CAST(? AS DATETIME(6)) AS t")) {
                    database.dialect().bind(statement, 1, hourThatComesTwice);
                    try (ResultSet row = statement.executeQuery()) {
                        row.next();
                        return database.dialect().instant(row, "t");
                    }
                } finally {
                    handle.execute("SET time_zone = DEFAULT");
                }
            });

            assertThat(read).isEqualTo(hourThatComesTwice);
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void countsARowThatAnInsertFindsAsNone() {
        database.migrate(SAMPLE);
        database.write(handle -> insert(handle, 1, "one"));

        int[] counts = database.write(handle -> handle.prepareBatch(
                        "INSERT INTO sample (id, word) VALUES (?, ?) ON DUPLICATE KEY UPDATE id = id")
                .add(2, "two")
                .add(1, "other")
                .add(3, "three")
                .execute());

        assertThat(counts).containsExactly(1, 0, 1);
    }

    @Test
    void refusesAnAddressThatUndoesWhatCountsRelyOn() {
        DatabaseOptions undone = DatabaseOptions.of(MariaDbServer.url() + "&useAffectedRows=false");

        assertThatThrownBy(() -> Database.open(undone))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("NTF-063")
                .hasRootCauseMessage("the address must not set useAffectedRows, useBulkStmts, rewriteBatchedStatements,"
                        + " sessionVariables or autocommit");
    }

    @Test
    void refusesWhatDoesNotFit() {
        database.migrate(SAMPLE);

        DatabaseException failure = catchThrowableOfType(
                DatabaseException.class, () -> database.write(handle -> insert(handle, 1, "x".repeat(41))));

        assertThat(failure.outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void namesTheServerThatCannotBeReachedWithoutItsPassword() {
        DatabaseOptions nobody = DatabaseOptions.of("jdbc:mariadb://127.0.0.1:1/booking?user=u&password=hunter2");

        assertThatThrownBy(() -> Database.open(nobody))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("NTF-063")
                .hasMessageContaining("127.0.0.1:1/booking")
                .hasMessageNotContaining("hunter2");
    }
}
