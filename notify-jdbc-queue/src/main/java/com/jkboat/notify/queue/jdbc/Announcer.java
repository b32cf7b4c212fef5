package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.jdbc.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other processes that something is due, by {@code NOTIFY} on a connection of its own.
 *
 * <p>Never in anybody's transaction: commits that notify wait for one another, and would bring 8 publishers from 3,000
 * transactions a second to 700. At most one word each 100 ms, however much is published, and none while nothing is due.
 */
final class Announcer implements AutoCloseable {

    static final String CHANNEL = "notify_message";
    /** What is said only to be heard by whoever says it. */
    static final String ECHO = "echo";

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    /** When callers' commits are no longer looked for: receivers look every second anyway. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);

    private final OwnConnection connection;
    private final CallersCommits commits;
    private final String name;
    private final Duration gap;
    private final String announcement;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread = new Thread(this::run, "notify-queue-tell");
    private boolean wanted; // guarded by lock
    private boolean echoWanted; // guarded by lock
    private boolean closed; // guarded by lock
    private boolean troubled;

    /**
     * Makes one that has not begun.
     *
     * @param name tells our own words from those of others
     * @param gap least time from one word to the next
     */
    Announcer(OwnConnection.Source source, Dialect dialect, CallersCommits commits, String name, Duration gap) {
        this.connection = new OwnConnection(source);
        this.commits = commits;
        this.name = name;
        this.gap = gap;
        this.announcement = "SELECT pg_notify(?, ?) FROM (" + new DueMessages(dialect).anyStatement() + ") due LIMIT 1";
        thread.setDaemon(true);
    }

    void announce() {
        lock.lock();
        try {
            wanted = true;
            wake();
        } finally {
            lock.unlock();
        }
    }

    /** Says something even when nothing is due. */
    void echo() {
        lock.lock();
        try {
            echoWanted = true;
            wake();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        if (!closed && thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        changed.signalAll();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        connection.close();
        Threads.join(thread);
    }

    private void run() {
        try {
            for (Word word = await(); word != Word.LAST; word = await()) {
                pause(say(word));
            }
        } catch (InterruptedException e) { // nobody means this thread; the others find out by looking
            Thread.currentThread().interrupt();
        }
    }

    private enum Word {
        NEWS,
        ECHO,
        LAST
    }

    /** Waits until there is something to say. */
    private Word await() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                Duration look = commits.nextLook();
                if (closed || echoWanted || wanted) {
                    return next();
                }
                if (look.compareTo(LATE) >= 0) {
                    changed.await();
                } else if (changed.awaitNanos(look.toNanos()) <= 0) {
                    return Word.NEWS;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private Word next() {
        Word word = closed ? Word.LAST : echoWanted ? Word.ECHO : Word.NEWS;
        echoWanted &= word != Word.ECHO;
        wanted &= word != Word.NEWS;
        return word;
    }

    /** Says it, on a new connection if the old one has gone, and returns how long to be silent after it. */
    private Duration say(Word word) {
        try {
            return sayOnce(word);
        } catch (SQLException first) {
            try {
                if (connection.drop()) {
                    return sayOnce(word);
                }
                return trouble(first);
            } catch (SQLException second) {
                connection.drop();
                return trouble(second);
            }
        }
    }

    private Duration sayOnce(Word word) throws SQLException {
        boolean isEcho = word == Word.ECHO;
        Connection own = connection.get();
        try (PreparedStatement statement = own.prepareStatement(isEcho ? "SELECT pg_notify(?, ?)" : announcement)) {
            statement.setString(1, CHANNEL);
            statement.setString(2, isEcho ? ECHO : name);
            try (ResultSet row = statement.executeQuery()) {
                troubled = false;
                return row.next() ? gap : SHORTEST_PAUSE;
            }
        }
    }

    private Duration trouble(SQLException e) {
        if (troubled) {
            log.debug("other processes still cannot be told", e);
        } else {
            log.warn("other processes cannot be told that something is due, they find out by looking", e);
        }
        troubled = true;
        return LATE;
    }

    private void pause(Duration howLong) throws InterruptedException {
        lock.lock();
        try {
            long left = howLong.toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
