package com.jkboat.notify.benchmark.audit;

import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.audit.jdbc.JdbcAuditStore;
import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

/** Asks a record of a million notifications in PostgreSQL every kind of question, and prints how long answers take. */
final class AuditQuestions {

    private static final int WARM_UP = 200;
    private static final int RUNS = 1_000;
    private static final int STEP = 500;
    private static final int STEPS = 100;

    private final LargeRecord record;
    private final AuditStore store;
    private int asked;

    private AuditQuestions(LargeRecord record, AuditStore store) {
        this.record = record;
        this.store = store;
    }

    /** Takes the number of notifications; 1000000 when not given. */
    public static void main(String[] args) throws Exception {
        int size = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("shared_buffers", "512MB")
                        .start();
                Database database = Database.open(DatabaseOptions.of(server.getJdbcUrl("postgres", "postgres")))) {
            AuditStore store = JdbcAuditStore.open(database);
            LargeRecord record = new LargeRecord(size);
            long start = System.nanoTime();
            fill(record, server);
            System.out.printf(
                    Locale.ROOT,
                    "%d processors, %s, PostgreSQL 17, %,d notifications (filled in %d s), %,d runs of each%n",
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.version(),
                    size,
                    (System.nanoTime() - start) / 1_000_000_000,
                    RUNS);
            AuditQuestions questions = new AuditQuestions(record, store);
            questions.ask();
            questions.archive();
            questions.ask();
        }
    }

    private static void fill(LargeRecord record, EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            record.fill(statement);
            statement.execute("VACUUM ANALYZE");
        }
    }

    private void ask() {
        NotificationQuery all = NotificationQuery.all();
        time("everything", () -> page(all));
        time("booking", () -> page(all.about(record.booking())));
        time("booking, explained", this::explain);
        time("customer", () -> page(all.ofCustomer(record.customer())));
        time("customer with a tenth of all", () -> page(all.ofCustomer(LargeRecord.AGENCY)));
        time("recipient", () -> page(all.to(record.recipient())));
        time("recipient of a twentieth of all", () -> page(all.to(LargeRecord.OFFICE)));
        time("status, common", () -> page(all.in(NotificationStatus.DELIVERED)));
        time("status, rare", () -> page(all.in(NotificationStatus.HELD)));
        time(
                "three statuses",
                () -> page(all.in(NotificationStatus.FAILED, NotificationStatus.HELD, NotificationStatus.IN_DOUBT)));
        time("type", () -> page(all.onRoute("booking-reminder")));
        time("type and rare status", () -> page(all.onRoute("booking-reminder").in(NotificationStatus.HELD)));
        time("an hour", () -> page(between(all, Duration.ofHours(1))));
        time("a day, failed", () -> page(between(all, Duration.ofDays(1)).in(NotificationStatus.FAILED)));
        time("customer, failed", () -> page(all.ofCustomer(record.customer()).in(NotificationStatus.FAILED)));
        time("agency, held", () -> page(all.ofCustomer(LargeRecord.AGENCY).in(NotificationStatus.HELD)));
    }

    private NotificationQuery between(NotificationQuery query, Duration length) {
        Instant end = record.time();
        return query.createdBetween(end.minus(length), end);
    }

    /** Reads the first page of 100 or, every other time, one from somewhere in the middle of the record. */
    private Object page(NotificationQuery query) {
        asked++;
        return store.search(asked % 2 == 0 ? query : query.after(record.time().toEpochMilli() + "_" + new UUID(0, 0)));
    }

    private Object explain() {
        String booking = record.booking();
        store.search(NotificationQuery.all().about(booking)).items().forEach(it -> store.attempts(it.id()));
        return store.timeline(booking);
    }

    private static void time(String what, Supplier<Object> question) {
        for (int i = 0; i < WARM_UP; i++) {
            millis(question);
        }
        double[] millis = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            millis[i] = millis(question);
        }
        print(what, millis);
    }

    private void archive() {
        double[] millis = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            millis[i] = millis(() -> store.archive(LargeRecord.LAST, STEP));
        }
        print("archive " + STEP, millis);
    }

    private static double millis(Supplier<Object> work) {
        long start = System.nanoTime();
        if (work.get() == null) {
            throw new IllegalStateException("no answer");
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static void print(String what, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "  %-34s p50 %7.2f ms   p99 %7.2f ms   max %7.2f ms%n",
                what,
                millis[millis.length / 2],
                millis[millis.length * 99 / 100],
                millis[millis.length - 1]);
    }
}
