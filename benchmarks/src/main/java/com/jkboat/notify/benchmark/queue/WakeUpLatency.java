package com.jkboat.notify.benchmark.queue;

import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.jdbc.JdbcNotificationQueue;
import com.jkboat.notify.queue.jdbc.JdbcQueueOptions;
import com.jkboat.notify.queue.jdbc.JdbcQueueOptions.WakeUp;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long it takes from a publish, or from the caller's commit after it, until a waiting worker has the
 * message: in the same process, and in another one.
 *
 * <p>One message at a time, with pauses of random length between them.
 */
final class WakeUpLatency {

    private static final int MANY = 200;
    private static final int FEW = 100;
    private static final int WARM_UP = 20;

    private final String url;

    private WakeUpLatency(String url) {
        this.url = url;
    }

    /** Measures every way there is. */
    public static void main(String[] args) throws Exception {
        try (QueueServer server = QueueServer.start()) {
            server.describe();
            WakeUpLatency latency = new WakeUpLatency(server.newDatabase());
            latency.measureOne("one process, publish", WakeUpLatency::publish);
            latency.measureOne("one process, caller's commit", latency::publishAndCommit);
            latency.measureTwo("two processes, publish", MANY, WakeUp.AUTO, WakeUpLatency::publish);
            latency.measureTwo("two processes, caller's commit", MANY, WakeUp.AUTO, latency::publishAndCommit);
            latency.measureTwo("two processes, looking only", FEW, WakeUp.POLL, WakeUpLatency::publish);
        }
    }

    /** Publishes one message, and returns when others could see it at the earliest. */
    private interface Publisher {
        long publish(NotificationQueue queue) throws Exception;
    }

    private static long publish(NotificationQueue queue) {
        long started = System.nanoTime();
        queue.publish(List.of(NotifyDrained.message(UUID.randomUUID().toString())));
        return started;
    }

    /** As a booking does: up to 40 ms of other work lie between the publish and the commit. */
    private long publishAndCommit(NotificationQueue queue) throws Exception {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            queue.publish(List.of(NotifyDrained.message(UUID.randomUUID().toString())), connection);
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(40));
            long started = System.nanoTime();
            connection.commit();
            return started;
        }
    }

    private void measureOne(String name, Publisher publisher) throws Exception {
        try (Database database = Database.open(DatabaseOptions.of(url));
                NotificationQueue queue = JdbcNotificationQueue.open(database, JdbcQueueOptions.DEFAULTS);
                Receiver receiver = Receiver.inThisProcess(queue)) {
            measure(name, MANY, queue, receiver, publisher);
        }
    }

    private void measureTwo(String name, int messages, WakeUp wakeUp, Publisher publisher) throws Exception {
        try (Database database = Database.open(DatabaseOptions.of(url));
                NotificationQueue queue =
                        JdbcNotificationQueue.open(database, JdbcQueueOptions.DEFAULTS.withWakeUp(wakeUp));
                Receiver receiver = Receiver.inAnotherProcess(url, wakeUp)) {
            measure(name, messages, queue, receiver, publisher);
        }
    }

    private static void measure(
            String name, int messages, NotificationQueue queue, Receiver receiver, Publisher publisher)
            throws Exception {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < messages + WARM_UP; i++) {
            TimeUnit.MILLISECONDS.sleep(20 + ThreadLocalRandom.current().nextInt(200));
            long published = publisher.publish(queue);
            double took = (receiver.takenAt() - published) / 1e6;
            if (i >= WARM_UP) {
                millis.add(took);
            }
        }
        millis.sort(null);
        System.out.printf(
                Locale.ROOT,
                "  %-32s p50 %7.1f ms  p99 %7.1f ms  longest %7.1f ms  (%d messages)%n",
                name,
                millis.get(messages / 2),
                millis.get(messages * 99 / 100),
                millis.get(messages - 1),
                messages);
    }
}
