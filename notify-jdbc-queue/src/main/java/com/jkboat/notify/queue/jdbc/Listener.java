package com.jkboat.notify.queue.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes receivers when other processes tell that something is due, by {@code LISTEN} on a connection of its own.
 *
 * <p>Silence may mean that there is nothing to tell, or that nothing comes through: behind a pooler that shares sessions
 * out by transactions, as PgBouncer does, {@code LISTEN} succeeds and nothing is ever heard. So in a silence it asks for
 * an echo, sent over another connection, and without one it says so and connects anew. Receivers look by themselves all
 * the while.
 */
final class Listener implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Listener.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 10;

    private final OwnConnection connection;
    private final Announcer announcer;
    private final Wakeup wakeup;
    private final String name;
    private final Pace pace;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicBoolean started = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "notify-queue-listen");
    private volatile boolean hears;
    private boolean troubled;

    /**
     * How long it waits.
     *
     * @param silence this long without a word, it asks for an echo
     * @param patience this long without an echo, it takes the connection for broken
     * @param pause before it connects anew, doubled each time that did not help
     */
    record Pace(Duration silence, Duration patience, Duration pause) {

        static final Pace CALM = new Pace(Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofSeconds(1));
    }

    Listener(OwnConnection.Source source, Announcer announcer, Wakeup wakeup, String name, Pace pace) {
        this.connection = new OwnConnection(source);
        this.announcer = announcer;
        this.wakeup = wakeup;
        this.name = name;
        this.pace = pace;
        thread.setDaemon(true);
    }

    void start() {
        if (started.compareAndSet(false, true)) {
            thread.start();
        }
    }

    /** Tells whether words came through lately. */
    boolean hears() {
        return hears;
    }

    @Override
    public void close() {
        closing.countDown();
        connection.close();
        Threads.join(thread);
    }

    private void run() {
        int failures = 0;
        try {
            do {
                failures = hearUntilBroken() ? 0 : Math.min(failures + 1, MOST_DOUBLINGS);
            } while (!closing.await(pause(failures).toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) { // nobody means this thread; receivers look by themselves
            Thread.currentThread().interrupt();
        }
    }

    private Duration pause(int failures) {
        Duration doubled = pace.pause().multipliedBy(1L << failures);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** Answers whether anything was heard. */
    private boolean hearUntilBroken() {
        try {
            hear();
        } catch (SQLException | RuntimeException e) { // whatever it is, it must not end the thread
            tell(e);
        }
        boolean everHeard = hears;
        hears = false;
        connection.drop();
        return everHeard;
    }

    private void hear() throws SQLException {
        Connection own = connection.get();
        try (Statement statement = own.createStatement()) {
            statement.execute("LISTEN " + Announcer.CHANNEL);
        }
        PGConnection words = own.unwrap(PGConnection.class);
        announcer.echo();
        while (hasHeard(words, pace.patience())) {
            if (!hears) {
                hears = true;
                wakeup.signal(); // for what was told before we listened
                log.info("the queue hears from other processes");
            }
            while (hasHeard(words, pace.silence())) {
                // each word proves that the next will come through
            }
            announcer.echo();
        }
        throw new SQLException("no echo within " + pace.patience());
    }

    private boolean hasHeard(PGConnection words, Duration most) throws SQLException {
        PGNotification[] heard = words.getNotifications((int) most.toMillis());
        if (heard.length == 0) {
            return false;
        }
        for (PGNotification word : heard) {
            if (!word.getParameter().equals(Announcer.ECHO)
                    && !word.getParameter().equals(name)) {
                wakeup.signal();
            }
        }
        return true;
    }

    private void tell(Exception e) {
        if (closing.getCount() == 0) {
            return;
        }
        if (troubled && !hears) {
            log.debug("nothing is heard from other processes yet", e);
        } else {
            log.warn(
                    "nothing is heard from other processes, what they publish is found by looking now and then; does a"
                            + " pooler stand between here and the database? (notify.jdbc.url, notify.queue.wake-up)",
                    e);
        }
        troubled = true;
    }
}
