package com.jkboat.notify.core.internal.observe;

import com.jkboat.notify.observe.NotificationListener;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener and the thread on which it hears the news, so that whatever it does holds up nobody else.
 *
 * <p>One that falls behind by {@link #MAX_BEHIND} calls misses what comes next, until it has caught up.
 */
final class Audience implements AutoCloseable {

    static final int MAX_BEHIND = 10_000;

    private static final Logger log = LoggerFactory.getLogger(Audience.class);
    private static final long PATIENCE_MILLIS = 200;
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final NotificationListener listener;
    private final BlockingQueue<Consumer<NotificationListener>> news = new LinkedBlockingQueue<>(MAX_BEHIND);
    private final Thread thread;
    private volatile boolean behind;
    private volatile boolean closed;

    Audience(NotificationListener listener) {
        this.listener = listener;
        this.thread = new Thread(
                this::hearAll, "notify-listener-" + listener.getClass().getSimpleName());
        thread.setDaemon(true);
        thread.start();
    }

    void tell(Consumer<NotificationListener> what) {
        boolean taken = behind ? news.offer(what) : offerPatiently(what);
        if (!taken && !behind) {
            log.warn("listener {} is {} calls behind and misses what comes next", name(), MAX_BEHIND);
        }
        behind = !taken;
    }

    /** Waits until everything told before was heard; answers whether that came true in time. */
    boolean awaitQuiet(Duration most) throws InterruptedException {
        CountDownLatch heard = new CountDownLatch(1);
        return news.offer(all -> heard.countDown()) && heard.await(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Lets the listener hear what it was told, for a while. */
    @Override
    public void close() {
        try {
            if (Thread.currentThread() != thread && !awaitQuiet(LAST_WORDS)) {
                log.warn("listener {} did not hear everything before the end", name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed = true;
            thread.interrupt();
        }
    }

    private boolean offerPatiently(Consumer<NotificationListener> what) {
        try {
            return news.offer(what, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return news.offer(what);
        }
    }

    private void hearAll() {
        while (!closed) {
            try {
                hear(news.take());
            } catch (InterruptedException e) {
                log.trace("listener {} was interrupted", name());
            }
        }
    }

    private void hear(Consumer<NotificationListener> what) {
        try {
            what.accept(listener);
        } catch (RuntimeException | Error e) { // a listener is not ours; its faults must not become a mail's
            log.warn("listener {} failed", name(), FaultTrace.of(e));
        }
    }

    private String name() {
        return listener.getClass().getName();
    }
}
