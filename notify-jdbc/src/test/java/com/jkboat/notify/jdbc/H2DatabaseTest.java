package com.jkboat.notify.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.ConfigurationException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class H2DatabaseTest extends DatabaseContract {

    @TempDir
    Path folder;

    private final String memory = "jdbc:h2:mem:" + UUID.randomUUID();

    @Override
    DatabaseOptions options() {
        return DatabaseOptions.of(memory);
    }

    @Test
    void refusesAFileThatMayLoseCommitsAndDoesNotMakeIt() {
        DatabaseOptions forgetful = DatabaseOptions.of("jdbc:h2:" + folder.resolve("notify") + ";PASSWORD=hunter2");

        assertThatThrownBy(() -> Database.open(forgetful))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("NTF-066")
                .hasMessageContaining(folder.resolve("notify").toString())
                .hasMessageContaining(";WRITE_DELAY=0")
                .hasMessageNotContaining("hunter2");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void keepsWhatWasWrittenToAFile() {
        DatabaseOptions file = DatabaseOptions.of("jdbc:h2:" + folder.resolve("notify") + ";WRITE_DELAY=0");
        try (Database first = Database.open(file)) {
            first.migrate(SAMPLE);
            first.write(handle -> insert(handle, 1, "one"));
        }

        try (Database second = Database.open(file)) {
            second.migrate(SAMPLE);
            String word = second.read(handle -> handle.createQuery("SELECT word FROM sample")
                    .mapTo(String.class)
                    .one());
            assertThat(word).isEqualTo("one");
        }
    }

    @Test
    void keepsItsFileOpenWhenAThreadThatWritesIsInterrupted() {
        DatabaseOptions file = DatabaseOptions.of("jdbc:h2:" + folder.resolve("notify") + ";WRITE_DELAY=0");
        Thread writer = Thread.currentThread();
        try (Database database = Database.open(file)) {
            database.migrate(SAMPLE);

            database.write(handle -> {
                writer.interrupt();
                return insert(handle, 1, "one");
            });
            boolean stillInterrupted = Thread.interrupted();
            int stored = database.write(handle -> insert(handle, 2, "two"));

            assertThat(stillInterrupted).isTrue();
            assertThat(stored).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Oracle", "MSSQLServer", "STRICT", "DB2", "Derby", "HSQLDB", "LEGACY"})
    void refusesAModeThatMeansOtherThingsByOurStatements(String mode) {
        DatabaseOptions other = DatabaseOptions.of("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=" + mode);

        assertThatThrownBy(() -> Database.open(other))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("NTF-065")
                .hasMessageContaining("is in the mode " + mode)
                .hasMessageContaining("REGULAR, PostgreSQL, MySQL, MariaDB");
    }

    @ParameterizedTest
    @ValueSource(strings = {";COLLATION=GERMAN STRENGTH PRIMARY", ";IGNORECASE=TRUE", ";MODE=MySQL;IGNORECASE=TRUE"})
    void refusesSettingsByWhichIdsThatDifferAreTheSame(String settings) {
        DatabaseOptions other = DatabaseOptions.of("jdbc:h2:mem:" + UUID.randomUUID() + settings);

        assertThatThrownBy(() -> Database.open(other))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("NTF-065")
                .hasMessageContaining("without COLLATION and IGNORECASE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                ";MODE=MySQL;DATABASE_TO_LOWER=TRUE",
                ";MODE=MariaDB;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                ";IGNORECASE=FALSE;COLLATION=OFF",
                ";DATABASE_TO_UPPER=FALSE"
            })
    void tellsSmallLettersFromCapitalsHoweverItIsSetUp(String settings) {
        try (Database other = Database.open(DatabaseOptions.of("jdbc:h2:mem:" + UUID.randomUUID() + settings))) {
            other.migrate(SAMPLE);

            other.write(handle -> insert(handle, 1, "one") + insert(handle, 2, "ONE"));

            other.migrate(SAMPLE);
        }
    }

    @Test
    void refusesMemoryThatNoTwoConnectionsShare() {
        assertThatThrownBy(() -> Database.open(DatabaseOptions.of("jdbc:h2:mem:;MODE=MySQL")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("NTF-065")
                .hasMessageContaining("jdbc:h2:mem:NAME");
    }
}
