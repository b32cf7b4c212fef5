package com.jkboat.notify.benchmark.queue;

import com.jkboat.notify.benchmark.queue.NotifyDrained.Keys;
import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.queue.Settlement;
import com.jkboat.notify.queue.jdbc.JdbcNotificationQueue;
import com.jkboat.notify.queue.jdbc.JdbcQueueOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;

/** Asks a queue of many messages for its numbers, works it, and publishes to it with and without a limit. */
final class QueueCosts {

    private static final int WARM_UP = 20;
    private static final int RUNS = 200;
    private static final int BATCH = 40;

    private final String url;

    private QueueCosts(String url) {
        this.url = url;
    }

    /** Takes the number of messages; 1000000 when not given. */
    public static void main(String[] args) throws Exception {
        long size = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
        try (QueueServer server = QueueServer.start()) {
            server.describe();
            String url = server.newDatabase();
            fill(url, size);
            server.settle(url);
            QueueCosts costs = new QueueCosts(url);
            costs.ask("stats, all ready", JdbcQueueOptions.DEFAULTS, NotificationQueue::stats);
            costs.ask("claim and acknowledge 40", JdbcQueueOptions.DEFAULTS, QueueCosts::work);
            costs.ask("publish one, no limit", JdbcQueueOptions.DEFAULTS, QueueCosts::publish);
            JdbcQueueOptions limited = JdbcQueueOptions.DEFAULTS.withMaxDepth(2 * size);
            costs.ask("publish one, limit " + 2 * size, limited, QueueCosts::publish);
            QueueServer.run(url, "UPDATE notify_message SET available_at = available_at + INTERVAL '1 hour'");
            server.settle(url);
            costs.ask("stats, all for later", JdbcQueueOptions.DEFAULTS, NotificationQueue::stats);
            costs.ask("claim, none due", JdbcQueueOptions.DEFAULTS, QueueCosts::work);
            fill(url, 2 * BATCH * (RUNS + 2 * WARM_UP));
            costs.ask("claim and acknowledge 40", JdbcQueueOptions.DEFAULTS, QueueCosts::work);
        }
    }

    private static void fill(String url, long messages) throws Exception {
        try (Drained queue = new NotifyDrained(url, Keys.NONE, 1)) {
            queue.store();
            QueueServer.run(url, queue.copies(messages - 1));
        }
    }

    private static void work(NotificationQueue queue) {
        ReceiveRequest request = new ReceiveRequest(BATCH, Duration.ZERO, Duration.ofMinutes(1), "benchmark");
        List<Lease> leases = queue.receive(request);
        queue.settle(
                leases.stream().<Settlement>map(Settlement.Acknowledge::new).toList());
    }

    private static void publish(NotificationQueue queue) {
        queue.publish(List.of(NotifyDrained.message(UUID.randomUUID().toString())));
    }

    /** Pages are the server's count for the database, so what it does by itself meanwhile is among them. */
    private void ask(String what, JdbcQueueOptions options, Consumer<NotificationQueue> question) throws Exception {
        long opened = pagesOf(options, question, new double[0]);
        double[] millis = new double[RUNS];
        long pages = pagesOf(options, question, millis) - opened;
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "  %-28s p50 %7.2f ms  p99 %7.2f ms  longest %7.2f ms  %,d pages%n",
                what,
                millis[RUNS / 2],
                millis[RUNS * 99 / 100],
                millis[RUNS - 1],
                pages / RUNS);
    }

    /** Opens the queue, asks so often as times are wanted after some that warm up, and returns the pages touched. */
    private long pagesOf(JdbcQueueOptions options, Consumer<NotificationQueue> question, double[] millis)
            throws Exception {
        long before = pages();
        try (Database database = Database.open(DatabaseOptions.of(url));
                NotificationQueue queue = JdbcNotificationQueue.open(database, options)) {
            for (int i = 0; i < WARM_UP; i++) {
                question.accept(queue);
            }
            for (int i = 0; i < millis.length; i++) {
                long started = System.nanoTime();
                question.accept(queue);
                millis[i] = (System.nanoTime() - started) / 1e6;
            }
        }
        return pages() - before;
    }

    // sessions hand in their counts when they end
    private long pages() throws Exception {
        return QueueServer.count(
                url, "SELECT blks_hit + blks_read FROM pg_stat_database WHERE datname = current_database()");
    }
}
