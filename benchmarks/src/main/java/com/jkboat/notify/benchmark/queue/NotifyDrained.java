package com.jkboat.notify.benchmark.queue;

import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import com.jkboat.notify.queue.jdbc.JdbcNotificationQueue;
import com.jkboat.notify.queue.jdbc.JdbcQueueOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The queue of Notify: each of some threads leases a batch, acknowledges it, and leases the next. */
final class NotifyDrained implements Drained {

    private static final int THREADS = 4;
    private static final int BYTES = 1024;

    private final Database database;
    private final NotificationQueue queue;
    private final Keys keys;
    private final int batch;

    /** Whether messages have ordering keys. */
    enum Keys {
        NONE,
        /** Three messages a key, a hundred others between them. */
        THREES
    }

    NotifyDrained(String url, Keys keys, int batch) {
        this.database = Database.open(DatabaseOptions.of(url));
        this.queue = JdbcNotificationQueue.open(database, JdbcQueueOptions.DEFAULTS);
        this.keys = keys;
        this.batch = batch;
    }

    @Override
    public void store() {
        queue.publish(List.of(message(UUID.randomUUID().toString())));
    }

    static QueueMessage message(String id) {
        return QueueMessage.of(id, text().getBytes(StandardCharsets.UTF_8), "none");
    }

    static String text() {
        return "0123456789abcdef".repeat(BYTES / 16);
    }

    @Override
    public String copies(long messages) {
        String key = keys == Keys.NONE ? "NULL" : "'booking/' || s.run || '-' || (n / 300 * 100 + n % 100)";
        return "INSERT INTO notify_message (message_id, fingerprint, lane, headers, body, ordering_key, available_at,"
                + " enqueued_at) SELECT gen_random_uuid(), m.fingerprint, m.lane, m.headers, m.body, " + key
                + ", statement_timestamp(), statement_timestamp() FROM generate_series(1, " + messages
                + ") n, (SELECT gen_random_uuid() AS run) s,"
                + " (SELECT * FROM notify_message ORDER BY id LIMIT 1) m";
    }

    @Override
    public String left() {
        return "SELECT count(*) FROM notify_message";
    }

    @Override
    public double drain(int messages) throws Exception {
        Progress progress = new Progress(messages);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> same = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                same.add(() -> work(progress));
            }
            for (Future<Void> end : threads.invokeAll(same)) {
                end.get();
            }
            return progress.perSecond();
        } finally {
            threads.shutdown();
        }
    }

    private Void work(Progress progress) {
        ReceiveRequest request = new ReceiveRequest(batch, Duration.ofMillis(5), Duration.ofMinutes(1), "benchmark");
        while (!progress.isOver()) {
            List<Lease> leases = queue.receive(request);
            List<Settled> answers = queue.settle(
                    leases.stream().<Settlement>map(Settlement.Acknowledge::new).toList());
            progress.add((int) answers.stream().filter(Settled.DONE::equals).count());
        }
        return null;
    }

    @Override
    public void close() {
        queue.close();
        database.close();
    }
}
