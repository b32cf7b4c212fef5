package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteAuditStoreTest extends JdbcAuditContract {

    @TempDir
    private Path folder;

    @Override
    protected AuditStore open() {
        return openStore();
    }

    @Override
    Database openDatabase() {
        return Database.open(DatabaseOptions.sqlite(folder.resolve("notify.db")));
    }

    @Override
    String plan(Database database, String sql, Object... values) {
        return database.read(handle -> String.join(
                "\n",
                handle.select("EXPLAIN QUERY PLAN " + sql, values)
                        .map((row, context) -> row.getString("detail"))
                        .list()));
    }

    @Override
    boolean usesIndex(String plan) {
        return plan.contains("n USING INDEX notify_notification_");
    }

    @Override
    boolean scansNotifications(String plan) {
        return plan.contains("SCAN notify_notification");
    }
}
