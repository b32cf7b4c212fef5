package com.jkboat.notify.benchmark.queue;

import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.queue.Settlement;
import com.jkboat.notify.queue.jdbc.JdbcNotificationQueue;
import com.jkboat.notify.queue.jdbc.JdbcQueueOptions;
import com.jkboat.notify.queue.jdbc.JdbcQueueOptions.WakeUp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * A worker that waits for messages, and tells when it had each.
 *
 * <p>Times are those of {@link System#nanoTime()}, which on Linux is one clock for all processes of a machine.
 */
final class Receiver implements AutoCloseable {

    private static final long LONGEST_SECONDS = 30;

    private final BlockingQueue<Long> times = new LinkedBlockingQueue<>();
    private final End end;

    private Receiver(Source source) throws IOException {
        this.end = source.start(times::add);
    }

    /** Ends the worker and waits for it. */
    private interface End {
        void run() throws InterruptedException;
    }

    private interface Source {
        End start(LongConsumer times) throws IOException;
    }

    static Receiver inThisProcess(NotificationQueue queue) throws IOException {
        return new Receiver(times -> {
            Thread thread = new Thread(() -> receive(queue, times), "receiver");
            thread.start();
            return () -> {
                thread.interrupt();
                thread.join();
            };
        });
    }

    static Receiver inAnotherProcess(String url, WakeUp wakeUp) throws IOException {
        return new Receiver(times -> {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Receiver.class.getName(),
                            url,
                            wakeUp.name())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Thread reader = new Thread(() -> read(process, times), "reader");
            reader.start();
            return () -> {
                process.destroy();
                process.waitFor();
                reader.join();
            };
        });
    }

    private static void read(Process process, LongConsumer times) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                times.accept(Long.parseLong(line));
            }
        } catch (IOException e) {
            System.err.println("the other process cannot be heard: " + e);
        }
    }

    /** The other process: takes the database and how it is woken, and prints a time for every message. */
    public static void main(String[] args) {
        JdbcQueueOptions options = JdbcQueueOptions.DEFAULTS.withWakeUp(WakeUp.valueOf(args[1]));
        try (Database database = Database.open(DatabaseOptions.of(args[0]));
                NotificationQueue queue = JdbcNotificationQueue.open(database, options)) {
            receive(queue, System.out::println);
        }
    }

    private static void receive(NotificationQueue queue, LongConsumer times) {
        ReceiveRequest request = new ReceiveRequest(10, Duration.ofSeconds(30), Duration.ofMinutes(1), "receiver");
        while (!Thread.currentThread().isInterrupted()) {
            List<Lease> leases = queue.receive(request);
            long now = System.nanoTime();
            if (!leases.isEmpty()) {
                queue.settle(leases.stream()
                        .<Settlement>map(Settlement.Acknowledge::new)
                        .toList());
                leases.forEach(lease -> times.accept(now));
            }
        }
    }

    /** Waits for a message to arrive, and returns when it did. */
    long takenAt() throws InterruptedException {
        Long time = times.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
        if (time == null) {
            throw new IllegalStateException("no message arrived within " + LONGEST_SECONDS + " s");
        }
        return time;
    }

    @Override
    public void close() {
        try {
            end.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
