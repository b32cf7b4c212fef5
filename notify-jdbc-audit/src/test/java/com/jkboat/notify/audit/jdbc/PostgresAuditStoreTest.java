package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import com.jkboat.notify.jdbc.PostgresServer;

class PostgresAuditStoreTest extends JdbcAuditContract {

    @Override
    protected AuditStore open() {
        PostgresServer.emptyDatabase();
        return openStore();
    }

    @Override
    Database openDatabase() {
        return Database.open(DatabaseOptions.of(PostgresServer.url()));
    }

    @Override
    String plan(Database database, String sql, Object... values) {
        return database.write(handle -> {
            handle.execute("SET LOCAL enable_seqscan = off");
            handle.execute("SET LOCAL enable_sort = off");
            return String.join(
                    "\n",
                    handle.select("EXPLAIN " + sql, values).mapTo(String.class).list());
        });
    }

    @Override
    boolean usesIndex(String plan) {
        return plan.contains("on notify_notification n") && plan.contains("Index Cond") && !plan.contains("Seq Scan");
    }

    @Override
    boolean scansNotifications(String plan) {
        return plan.contains("Seq Scan");
    }
}
