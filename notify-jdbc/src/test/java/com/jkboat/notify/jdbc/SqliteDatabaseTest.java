package com.jkboat.notify.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.jdbc.DatabaseException.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest extends DatabaseContract {

    @TempDir
    Path folder;

    @Override
    DatabaseOptions options() {
        return DatabaseOptions.sqlite(folder.resolve("made/on/the/way").resolve("notify.db"));
    }

    @Test
    void answersReadersWhileSomebodyWrites() {
        database.migrate(SAMPLE);
        database.write(handle -> insert(handle, 1, "one"));

        try (Database other = Database.open(options())) {
            database.write(handle -> {
                insert(handle, 2, "two");
                assertThat(count(other)).isEqualTo(1);
                return 0;
            });

            assertThat(count(other)).isEqualTo(2);
        }
    }

    @Test
    void doesNotLoseACommitToTheNextTransactionOfSomebodyElse() {
        database.migrate(SAMPLE);

        try (Database other = Database.open(options())) {
            database.write(handle -> insert(handle, 1, "one"));
            other.write(handle -> insert(handle, 2, "two"));
        }

        assertThat(words()).containsExactly("one", "two");
    }

    @Test
    void saysThatTheDiskIsFullAndGoesOnWhenItNoLongerIs() {
        database.migrate(SAMPLE);
        database.write(handle -> limitPages(handle, 20));

        DatabaseException failure = catchThrowableOfType(
                DatabaseException.class, () -> database.write(handle -> insert(handle, 1, "x".repeat(200_000))));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNAVAILABLE);
        database.write(handle -> limitPages(handle, 1_000_000));
        database.write(handle -> insert(handle, 1, "one"));
        assertThat(words()).containsExactly("one");
    }

    @Test
    void namesTheFileThatCannotBeOpened() throws IOException {
        Path occupied = Files.writeString(folder.resolve("occupied"), "a file, not a folder");

        assertThatThrownBy(() -> Database.open(DatabaseOptions.sqlite(occupied.resolve("notify.db"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("NTF-062")
                .hasMessageContaining(occupied.resolve("notify.db").toString());
    }

    @Test
    void namesTheFileThatIsNoDatabase() throws IOException {
        Path other = Files.writeString(folder.resolve("other.db"), "this is not a database, whatever it is".repeat(99));

        assertThatThrownBy(() -> Database.open(DatabaseOptions.sqlite(other)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(other.toString());
    }

    private static int count(Database database) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM sample")
                .mapTo(Integer.class)
                .one());
    }

    private static int limitPages(Handle handle, int pages) {
        return handle.createQuery("PRAGMA max_page_count = " + pages)
                .mapTo(Integer.class)
                .one();
    }
}
