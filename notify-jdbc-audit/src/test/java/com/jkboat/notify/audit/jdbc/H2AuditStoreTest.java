package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class H2AuditStoreTest {

    /** What holds however H2 is set up. */
    abstract static class H2AuditContract extends JdbcAuditContract {

        private final String name = UUID.randomUUID().toString();

        abstract String settings();

        String url() {
            return "jdbc:h2:mem:" + name + settings();
        }

        @Override
        protected final AuditStore open() {
            return openStore();
        }

        @Override
        final Database openDatabase() {
            return Database.open(DatabaseOptions.of(url()));
        }

        /** Over thousands of rows: of few, a planner reads all. */
        @Override
        final String plan(Database database, String sql, Object... values) {
            return database.write(handle -> {
                fill(handle);
                return handle.select("EXPLAIN " + sql, values)
                        .mapTo(String.class)
                        .one();
            });
        }

        private static void fill(Handle handle) {
            handle.execute("INSERT INTO notify_event (event_id, event_type, occurred_at, recorded_at, fingerprint,"
                    + " place) SELECT \"X\", 'created', \"X\", \"X\", 'print', \"X\" FROM SYSTEM_RANGE(1, 2000)");
            handle.execute("INSERT INTO notify_notification (id, event_id, subject, customer, occurred_at, route, role,"
                    + " recipient_key, status, created_at, updated_at, granted, attempts, news)"
                    + " SELECT \"X\", \"X\", CONCAT('booking/BK', \"X\"), CONCAT('CUST', \"X\"), \"X\","
                    + " CONCAT('r', MOD(\"X\", 99)), 'customer', CONCAT('guest', \"X\", '@example.org'),"
                    + " CASE MOD(\"X\", 99) WHEN 0 THEN 'held' ELSE 'sent' END, 1772359200000 + 1000 * \"X\", 0, 1, 1, 0"
                    + " FROM SYSTEM_RANGE(1, 2000)");
            handle.execute("ANALYZE");
        }

        @Override
        final boolean usesIndex(String plan) {
            String lower = plan.toLowerCase(Locale.ROOT);
            return lower.contains("/* public.notify_notification_") && !lower.contains("tablescan");
        }

        @Override
        final boolean scansNotifications(String plan) {
            return plan.toLowerCase(Locale.ROOT).contains("notify_notification.tablescan");
        }
    }

    @Nested
    @DisplayName("in memory")
    class InMemory extends H2AuditContract {

        @Override
        String settings() {
            return "";
        }
    }

    @Nested
    @DisplayName("in a file")
    class InAFile extends H2AuditContract {

        @TempDir
        private Path folder;

        @Override
        String settings() {
            return ";WRITE_DELAY=0";
        }

        @Override
        String url() {
            return "jdbc:h2:" + folder.resolve("notify") + settings();
        }
    }

    @Nested
    @DisplayName("in the mode of PostgreSQL")
    class LikePostgres extends H2AuditContract {

        @Override
        String settings() {
            return ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        }
    }

    @Nested
    @DisplayName("in the mode of MySQL")
    class LikeMySql extends H2AuditContract {

        @Override
        String settings() {
            return ";MODE=MySQL;DATABASE_TO_LOWER=TRUE";
        }
    }
}
