package com.jkboat.notify.faults;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.Receipt;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.core.Notify;
import com.jkboat.notify.faults.FaultyProvider.Waits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One installation under test: a database, the provider's log, and the settings all its processes share.
 *
 * @param folder for everything it writes
 * @param url of the database as the workers reach it
 * @param settings of every process
 */
record Site(Path folder, String url, Map<String, String> settings, Timeline timeline) {

    /** How long a message is a worker's; short, so that faults show soon. */
    static final Duration LEASE = Duration.ofSeconds(3);

    static final int CONCURRENCY = 4;

    Site {
        settings = Map.copyOf(settings);
    }

    static Site of(Path folder, String url, Timeline timeline) {
        return new Site(
                folder,
                url,
                Map.of(
                        "notify.queue.lease", LEASE.toMillis() + "ms",
                        "notify.worker.concurrency", String.valueOf(CONCURRENCY),
                        "notify.worker.drain-timeout", "5s",
                        "notify.retry.delays", "50ms,50ms",
                        "notify.enrich.timeout", "5m",
                        "notify.jdbc.pool-size", "4"),
                timeline);
    }

    Site with(String key, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(key, value);
        return new Site(folder, url, more, timeline);
    }

    /** Returns the same installation as seen by processes that reach the database by another way. */
    Site reachedBy(String otherUrl) {
        return new Site(folder, otherUrl, settings, timeline);
    }

    /**
     * Returns the same installation as seen by processes that reach PostgreSQL through a network of ours.
     *
     * <p>The driver gives up on a silent server after 2 s instead of our 30, and spells out every commit.
     */
    Site through(TcpProxy network) {
        String direct = ":" + PrivatePostgres.shared().port() + "/";
        return reachedBy(url.replace(direct, ":" + network.port() + "/") + "&socketTimeout=2&prepareThreshold=0");
    }

    SendLog sends() {
        return new SendLog(sendLog());
    }

    /** Opens a client in this process, which publishes and answers; it works the queue only if it is started. */
    NotificationClient client() {
        return client(InstantSource.system());
    }

    /** Opens a client that goes by a clock of its own. */
    NotificationClient client(InstantSource clock) {
        return Notify.builder()
                .settings(Settings.of(allSettings()))
                .domain(new Tickets())
                .provider(new FaultyProvider(sends(), Waits.none(folder)))
                .clock(clock)
                .build();
    }

    /** Prepares a worker under a name of its own. */
    Worker worker(String name) {
        try {
            return new Worker(this, Files.createDirectories(folder.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Publishes and returns what was accepted, which is everything. */
    List<Event> publish(NotificationClient client, List<Event> events) {
        for (int from = 0; from < events.size(); from += 100) {
            List<Event> some = events.subList(from, Math.min(events.size(), from + 100));
            client.publishAll(some).forEach(Receipt::orThrow);
        }
        timeline.add(events.size() + " events accepted");
        return events;
    }

    private Map<String, String> allSettings() {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("notify.data", folder.toString());
        all.put("notify.jdbc.url", url);
        return all;
    }

    private Path sendLog() {
        return folder.resolve("sends.log");
    }

    /** A worker that is not started yet. */
    record Worker(Site site, Path home) {

        Worker {
            StringBuilder lines = new StringBuilder();
            site.allSettings()
                    .forEach((key, value) ->
                            lines.append(key).append('=').append(value).append('\n'));
            try {
                Files.writeString(home.resolve(WorkerProcess.SETTINGS), lines);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Lets its threads wait here: one of the gates of {@link WorkerProcess}. */
        Gate shut(String gate) {
            return Gate.shut(home.resolve(gate));
        }

        WorkerProcess start(String... options) {
            return start(WorkerMain.class, options);
        }

        /** Starts another program here. */
        WorkerProcess start(Class<?> program, String... options) {
            List<String> words = Stream.concat(Stream.of(options), Stream.of(program.getName()))
                    .toList();
            return WorkerProcess.start(home, site.sendLog(), words, site.timeline());
        }
    }
}
