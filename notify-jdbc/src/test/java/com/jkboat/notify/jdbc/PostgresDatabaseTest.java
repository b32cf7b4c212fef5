package com.jkboat.notify.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.jdbc.DatabaseException.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresDatabaseTest extends DatabaseContract {

    @BeforeEach
    void empty() {
        PostgresServer.emptyDatabase();
    }

    @Override
    DatabaseOptions options() {
        return DatabaseOptions.of(PostgresServer.url());
    }

    @Test
    void getsANewConnectionWhenItsOwnWasKilled() {
        database.migrate(SAMPLE);

        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'notify'");
        database.write(handle -> insert(handle, 1, "one"));

        assertThat(words()).containsExactly("one");
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenTheAnswerToACommitIsLost() {
        database.migrate(SAMPLE);
        execute(
                "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'",
                "CREATE CONSTRAINT TRIGGER die AFTER INSERT ON sample DEFERRABLE INITIALLY DEFERRED"
                        + " FOR EACH ROW EXECUTE FUNCTION die()");

        DatabaseException failure =
                catchThrowableOfType(DatabaseException.class, () -> database.write(handle -> insert(handle, 1, "one")));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void namesTheServerThatCannotBeReachedWithoutItsPassword() {
        DatabaseOptions nobody = DatabaseOptions.of("jdbc:postgresql://127.0.0.1:1/booking?user=u&password=hunter2");

        assertThatThrownBy(() -> Database.open(nobody))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("NTF-063")
                .hasMessageContaining("127.0.0.1:1/booking")
                .hasMessageNotContaining("hunter2");
    }

    private static void execute(String... statements) {
        PostgresServer.execute(statements);
    }
}
