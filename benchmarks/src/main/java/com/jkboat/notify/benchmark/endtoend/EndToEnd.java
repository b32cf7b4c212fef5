package com.jkboat.notify.benchmark.endtoend;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Measures events stored in PostgreSQL → mails rendered, handed to an SMTP server, and on record.
 *
 * <p>Each contender in turn, several rounds, each round in a database of its own; medians and ratios to the limit are
 * printed. PostgreSQL, the mail sink and the contender share the machine. The first round warms up and is not counted.
 */
final class EndToEnd {

    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final int mails;
    private final EmbeddedPostgres server;
    private final Map<String, List<Run>> runs = new LinkedHashMap<>();

    private record Run(double perSecond, double cpuSecondsPer1000) {}

    /** Makes a contender on an empty database. */
    private interface Maker {
        Contender make(DataSource database, String url, int smtpPort) throws Exception;
    }

    private EndToEnd(int mails, EmbeddedPostgres server) {
        this.mails = mails;
        this.server = server;
    }

    /**
     * Takes the number of mails and of rounds, 10000 and 3 when not given, and the contenders to run, all when none is
     * named: {@code limit}, {@code notify}, {@code booking}, {@code db-scheduler}.
     */
    public static void main(String[] args) throws Exception {
        int mails = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "256MB")
                .start()) {
            new EndToEnd(mails, server)
                    .run(rounds, Set.copyOf(List.of(args).subList(Math.min(2, args.length), args.length)));
        }
    }

    private void run(int rounds, Set<String> chosen) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%d processors, %s, PostgreSQL 17, %,d mails a round%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                mails);
        Map<String, Maker> makers = makers();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Maker> maker : makers.entrySet()) {
                if (chosen.isEmpty() || chosen.contains(maker.getKey())) {
                    race(round > 0, maker.getValue());
                }
            }
        }
        report();
    }

    private static Map<String, Maker> makers() {
        Words words = new Words();
        Map<String, Maker> makers = new LinkedHashMap<>();
        makers.put("limit", (database, url, port) -> new HandMade(database, words, port));
        makers.put("notify", NotifyContender::withOneMailEach);
        makers.put("booking", NotifyContender::withBookings);
        makers.put("db-scheduler", (database, url, port) -> new DbSchedulerPeer(database, words, port));
        return makers;
    }

    private void race(boolean counts, Maker maker) throws Exception {
        String name = "run" + System.nanoTime();
        Sql.run(server.getPostgresDatabase(), "CREATE DATABASE " + name);
        String url = server.getJdbcUrl("postgres", name);
        try (HikariDataSource database = pool(url);
                Sink sink = new Sink();
                Contender contender = maker.make(database, url, sink.port())) {
            contender.store(Bookings.create(mails));
            Sql.run(database, "CHECKPOINT", "VACUUM ANALYZE");
            Run run = time(contender);
            check(contender, sink);
            System.out.printf(
                    Locale.ROOT,
                    "  %-28s %,6.0f mails/s  %.2f CPU s per 1,000%s%n",
                    contender.name(),
                    run.perSecond(),
                    run.cpuSecondsPer1000(),
                    counts ? "" : "  (warm-up)");
            if (counts) {
                runs.computeIfAbsent(contender.name(), key -> new ArrayList<>()).add(run);
            }
        }
    }

    private Run time(Contender contender) throws Exception {
        long cpu = MACHINE.getProcessCpuTime();
        long start = System.nanoTime();
        contender.drain();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Run(mails / seconds, (MACHINE.getProcessCpuTime() - cpu) / 1e6 / mails);
    }

    private void check(Contender contender, Sink sink) throws Exception {
        if (sink.taken() != mails || contender.recorded() != mails) {
            throw new IllegalStateException(contender.name() + ": " + sink.taken() + " mails taken and "
                    + contender.recorded() + " on record, but should be " + mails);
        }
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(16);
        return new HikariDataSource(config);
    }

    private void report() {
        System.out.println("Medians:");
        double limit = 0;
        for (Map.Entry<String, List<Run>> one : runs.entrySet()) {
            double perSecond =
                    median(one.getValue().stream().map(Run::perSecond).toList());
            limit = limit == 0 ? perSecond : limit;
            System.out.printf(
                    Locale.ROOT,
                    "  %-28s %,6.0f mails/s  %.2f CPU s per 1,000  %.2f of the limit%n",
                    one.getKey(),
                    perSecond,
                    median(one.getValue().stream().map(Run::cpuSecondsPer1000).toList()),
                    perSecond / limit);
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
