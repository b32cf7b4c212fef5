package com.jkboat.notify.audit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import com.jkboat.notify.testkit.audit.AuditStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAuditStoreTest extends AuditStoreContract {

    @TempDir
    private Path folder;

    private Database database;

    @Override
    protected AuditStore open() {
        database = Database.open(DatabaseOptions.sqlite(folder.resolve("notify.db")));
        return JdbcAuditStore.open(database);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void opensAgainOverItsOwnTables() {
        AuditStore again = JdbcAuditStore.open(database);

        assertThat(again.search(NotificationQuery.all()).items()).isEmpty();
    }
}
