package com.jkboat.notify.audit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import com.jkboat.notify.jdbc.PostgresServer;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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

    /** A page of 10 and its way there: the table has some 1,000 pages, so whoever scanned it would show. */
    @Test
    void readsFewPagesForEveryQuestion() {
        PostgresServer.execute(
                "INSERT INTO notify_event (event_id, event_type, subject, occurred_at, recorded_at, fingerprint, place)"
                        + " SELECT g, 'created', 'booking/BK' || g % 2000, g, g, 'print', g"
                        + " FROM generate_series(1, 20000) g",
                "INSERT INTO notify_notification (id, event_id, subject, customer, occurred_at, route, role,"
                        + " recipient, recipient_key, status, created_at, updated_at, granted, attempts, news)"
                        + " SELECT md5('' || g)::uuid, g, 'booking/BK' || g % 2000, 'CUST' || g % 2000, g,"
                        + " CASE WHEN g % 2 = 0 THEN 'confirmation' ELSE 'reminder' END, 'customer', 'x',"
                        + " 'guest' || g % 2000 || '@example.org', CASE WHEN g % 99 = 0 THEN 'held' ELSE 'sent' END,"
                        + " 1772359200000 + (g - 10000) * 1000, 0, 1, 1, 1 FROM generate_series(1, 20000) g",
                "INSERT INTO notify_delivery_event (provider, provider_event_id, notification_id, kind, occurred_at,"
                        + " received_at, place) SELECT 'smtp', id, id, 'DELIVERED', 1, 1, 1 FROM notify_notification",
                "VACUUM ANALYZE");

        assertThat(questions()).allSatisfy(question -> {
            Search search = Search.of(question.withLimit(10));
            String plan = database()
                    .read(handle -> String.join(
                            "\n",
                            handle.select("EXPLAIN (ANALYZE, BUFFERS) " + search.sql(), search.values())
                                    .mapTo(String.class)
                                    .list()));
            assertThat(pages(plan)).as(plan).isLessThan(200);
        });
    }

    /** Returns how many pages the uppermost step and those below it read. */
    private static int pages(String plan) {
        Matcher buffers = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?")
                .matcher(plan);
        assertThat(buffers.find()).as(plan).isTrue();
        return Stream.of(1, 2)
                .map(buffers::group)
                .filter(Objects::nonNull)
                .mapToInt(Integer::parseInt)
                .sum();
    }
}
