package com.jkboat.notify.core;

import com.jkboat.notify.EmailRequest;
import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.Notifications;
import com.jkboat.notify.Privacy;
import com.jkboat.notify.ProviderHealth;
import com.jkboat.notify.Receipt;
import com.jkboat.notify.core.internal.observe.Listeners;
import com.jkboat.notify.core.internal.plan.DirectEmail;
import com.jkboat.notify.core.internal.publish.Publisher;
import com.jkboat.notify.core.internal.work.Engine;
import com.jkboat.notify.core.internal.work.WorkLoop;
import com.jkboat.notify.queue.DeadLetters;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.QueueStats;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client an application holds: publishes, works the queue in this process, and answers questions. */
final class EngineClient implements NotificationClient {

    private static final Logger log = LoggerFactory.getLogger(EngineClient.class);
    private static final long LOOK_EVERY_MILLIS = 25;
    private static final Duration LONGEST_HEARING = Duration.ofSeconds(5);

    private final Engine engine;
    private final Listeners listeners;
    private final InstantSource clock;
    private final Publisher publisher;
    private final RecordedNotifications notifications;
    private final StoredPrivacy privacy;
    private final WorkLoop loop;
    private final Deque<AutoCloseable> opened;
    private final Object lock = new Object();
    private boolean started; // guarded by lock
    private volatile boolean drained; // written under lock
    private boolean closed; // guarded by lock

    EngineClient(Engine engine, Listeners listeners, InstantSource clock, Life life) {
        this.engine = engine;
        this.listeners = listeners;
        this.clock = clock;
        this.opened = life.opened();
        Engine.Knowledge knowledge = engine.knowledge();
        this.publisher = new Publisher(
                knowledge.shapes(), knowledge.planner(), engine.stores().audit(), queue());
        this.notifications = new RecordedNotifications(engine.stores(), clock);
        this.privacy = new StoredPrivacy(queue(), engine.stores().audit(), clock);
        this.loop = engine.loop(clock, System::nanoTime, life.threads());
    }

    /**
     * What ends with the client.
     *
     * @param threads run the messages
     * @param opened everything that has to be closed, the youngest first
     */
    record Life(ExecutorService threads, Deque<AutoCloseable> opened) {}

    @Override
    public Receipt publish(Event event) {
        requireOpen();
        return publisher.publish(List.of(event), queue()::publish).get(0).orThrow();
    }

    @Override
    public Receipt publish(Event event, Connection connection) {
        Objects.requireNonNull(connection, "connection");
        requireOpen();
        return publisher
                .publish(List.of(event), messages -> queue().publish(messages, connection))
                .get(0)
                .orThrow();
    }

    @Override
    public List<Receipt> publishAll(List<Event> events) {
        requireOpen();
        return events.isEmpty() ? List.of() : publisher.publish(events, queue()::publish);
    }

    @Override
    public Receipt send(EmailRequest request) {
        return publish(DirectEmail.event(request, clock.instant()));
    }

    @Override
    public void start() {
        synchronized (lock) {
            requireOpen();
            if (drained) {
                throw new IllegalStateException("the client was drained");
            }
            if (!started) {
                started = true;
                loop.start();
            }
        }
    }

    @Override
    public QueueStats workUntilIdle(Duration timeout) throws InterruptedException {
        start();
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            boolean isLate = System.nanoTime() - deadline > 0;
            if (isLate || loop.inFlight() == 0) { // the queue is not counted while it is plain that there is work
                QueueStats stats = queueStats();
                if (isLate || isQuiet(stats)) {
                    listeners.awaitQuiet(LONGEST_HEARING);
                    return stats;
                }
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private boolean isQuiet(QueueStats stats) {
        boolean outage = !engine.dispatcher().opensIn().isZero();
        return loop.inFlight() == 0 && (stats.isIdle() || outage || drained);
    }

    @Override
    public QueueStats queueStats() {
        return queue().stats();
    }

    @Override
    public Notifications notifications() {
        return notifications;
    }

    @Override
    public Privacy privacy() {
        return privacy;
    }

    @Override
    public DeadLetters deadLetters() {
        return queue().deadLetters();
    }

    @Override
    public List<ProviderHealth> providers() {
        return engine.dispatcher().health();
    }

    @Override
    public void drain() {
        synchronized (lock) {
            drained = true;
        }
        loop.close();
        try {
            listeners.awaitQuiet(LONGEST_HEARING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            drain();
        } finally {
            closeAll(opened);
        }
    }

    /** Closes the youngest first; one that fails does not keep the others open. */
    @SuppressWarnings("CatchingUnchecked") // AutoCloseable promises no more
    static void closeAll(Deque<AutoCloseable> opened) {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                log.warn("a part could not be closed", e);
            }
        }
    }

    Engine engine() {
        return engine;
    }

    private void requireOpen() {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the client was closed");
            }
        }
    }

    private NotificationQueue queue() {
        return engine.stores().queue();
    }
}
