package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteQueueTest extends JdbcQueueContract {

    @TempDir
    private Path folder;

    @Override
    Database openDatabase() {
        return Database.open(DatabaseOptions.sqlite(folder.resolve("notify.db")));
    }

    @Override
    String url() {
        return "jdbc:sqlite:" + folder.resolve("notify.db");
    }

    @Override
    String earlier(String column, long millis) {
        return column + " - " + millis;
    }
}
