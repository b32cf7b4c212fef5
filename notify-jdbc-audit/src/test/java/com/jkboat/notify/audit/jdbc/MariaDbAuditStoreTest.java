package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import com.jkboat.notify.jdbc.MariaDbServer;
import org.junit.jupiter.api.BeforeAll;

class MariaDbAuditStoreTest extends JdbcAuditContract {

    @BeforeAll
    static void needServer() {
        MariaDbServer.assumeInstalled();
    }

    @Override
    protected AuditStore open() {
        MariaDbServer.emptyDatabase();
        return openStore();
    }

    @Override
    Database openDatabase() {
        return Database.open(DatabaseOptions.of(MariaDbServer.url()));
    }

    /** Over thousands of rows: of few, a planner reads all. */
    @Override
    String plan(Database database, String sql, Object... values) {
        MariaDbServer.execute(
                "INSERT INTO notify_event (event_id, event_type, occurred_at, recorded_at, fingerprint, place)"
                        + " SELECT seq, 'created', seq, seq, 'print', seq FROM " + MariaDbServer.numbersTo(20000),
                "INSERT INTO notify_notification (id, event_id, subject, customer, occurred_at, route, role,"
                        + " recipient_key, status, created_at, updated_at, granted, attempts, news)"
                        + " SELECT seq, seq, CONCAT('booking/BK', seq), CONCAT('CUST', seq), seq, CONCAT('r', seq % 99),"
                        + " 'customer', CONCAT('guest', seq, '@example.org'), IF(seq % 99 = 0, 'held', 'sent'),"
                        + " 1772359200000 + 1000 * seq, 0, 1, 1, 0 FROM " + MariaDbServer.numbersTo(20000),
                "ANALYZE TABLE notify_event, notify_notification");
        return database.read(handle -> String.join(
                "\n",
                handle.select((MariaDbServer.isMySql() ? "EXPLAIN FORMAT=TRADITIONAL " : "EXPLAIN ") + sql, values)
                        .map((row, context) -> row.getString("table") + " " + row.getString("type") + " by "
                                + row.getString("key") + ", " + row.getString("Extra"))
                        .list()));
    }

    @Override
    boolean usesIndex(String plan) {
        return plan.contains("n range by notify_notification_")
                || plan.contains("n ref by notify_notification_")
                || plan.contains("n index by notify_notification_");
    }

    @Override
    boolean scansNotifications(String plan) {
        return plan.contains("notify_notification ALL") || plan.contains("notify_notification index");
    }
}
