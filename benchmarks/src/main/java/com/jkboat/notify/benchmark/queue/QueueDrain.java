package com.jkboat.notify.benchmark.queue;

import com.jkboat.notify.benchmark.queue.NotifyDrained.Keys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures how fast messages of 1 KB, none of which makes any work, are taken out of PostgreSQL: claimed, done, gone.
 *
 * <p>Each kind of queue has a database of its own, which is filled up to the backlog before every round; part of it is
 * then taken out. Medians are printed, and ratios to db-scheduler. The first round warms up and is not counted.
 */
final class QueueDrain {

    private static final int FEW = 4_000;
    private static final int MANY = 16_000;
    private static final String DB_SCHEDULER = "db-scheduler 16.7.1";

    private final QueueServer server;
    private final long backlog;
    private final Map<String, List<Double>> perSecond = new LinkedHashMap<>();

    /** Makes a contender on a database, empty or as the last one left it. */
    private interface Maker {
        Drained make(String url) throws Exception;
    }

    private record Race(String name, int taken, Maker maker) {}

    private QueueDrain(QueueServer server, long backlog) {
        this.server = server;
        this.backlog = backlog;
    }

    /**
     * Takes the backlog and the number of rounds, 20000 and 3 when not given, and the kinds of queue to run, all when
     * none is named: {@code none} and {@code threes} for Notify without and with ordering keys, {@code db-scheduler},
     * {@code jobrunr}.
     */
    public static void main(String[] args) throws Exception {
        long backlog = args.length > 0 ? Long.parseLong(args[0]) : 20_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        List<String> chosen = List.of(args).subList(Math.min(2, args.length), args.length);
        try (QueueServer server = QueueServer.start()) {
            server.describe();
            QueueDrain drain = new QueueDrain(server, backlog);
            for (Map.Entry<String, List<Race>> kind : kinds().entrySet()) {
                if (chosen.isEmpty() || chosen.contains(kind.getKey())) {
                    drain.run(rounds, kind.getValue());
                }
            }
            drain.report();
        }
        System.exit(0); // a peer may leave threads behind
    }

    private static Map<String, List<Race>> kinds() {
        Map<String, List<Race>> kinds = new LinkedHashMap<>();
        kinds.put("none", ofNotify(Keys.NONE, ""));
        kinds.put("threes", ofNotify(Keys.THREES, ", ordered"));
        kinds.put("db-scheduler", List.of(new Race(DB_SCHEDULER, FEW, DbSchedulerDrained::new)));
        kinds.put("jobrunr", List.of(new Race("JobRunr 8.1.0", FEW, JobRunrDrained::new)));
        return kinds;
    }

    private static List<Race> ofNotify(Keys keys, String name) {
        List<Race> races = new ArrayList<>();
        for (int batch : new int[] {1, 10, 50, 200}) {
            Maker maker = url -> new NotifyDrained(url, keys, batch);
            races.add(new Race("Notify, batch " + batch + name, batch < 10 ? FEW : MANY, maker));
        }
        return races;
    }

    private void run(int rounds, List<Race> races) throws Exception {
        String url = server.newDatabase();
        for (int round = 0; round <= rounds; round++) {
            for (Race race : races) {
                run(url, race, round > 0);
            }
        }
        server.drop(url);
    }

    private void run(String url, Race race, boolean counts) throws Exception {
        try (Drained contender = race.maker().make(url)) {
            contender.store();
            QueueServer.run(url, contender.copies(backlog - QueueServer.count(url, contender.left())));
            server.settle(url);
            double speed = contender.drain(race.taken());
            System.out.printf(Locale.ROOT, "  %-30s %,8.0f/s%s%n", race.name(), speed, counts ? "" : "  (warm-up)");
            if (counts) {
                perSecond.computeIfAbsent(race.name(), key -> new ArrayList<>()).add(speed);
            }
        }
    }

    private void report() {
        System.out.printf(Locale.ROOT, "Medians, backlog %,d:%n", backlog);
        List<Double> peer = perSecond.getOrDefault(DB_SCHEDULER, List.of());
        perSecond.forEach((name, all) -> System.out.printf(
                Locale.ROOT, "  %-30s %,8.0f/s%s%n", name, median(all), peer.isEmpty() ? "" : ratio(all, peer)));
    }

    private static String ratio(List<Double> all, List<Double> peer) {
        return String.format(Locale.ROOT, "  %.1f times db-scheduler", median(all) / median(peer));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
