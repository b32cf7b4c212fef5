package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.jdbc.Database;
import java.time.Duration;
import java.util.UUID;

/** News by {@code NOTIFY} and {@code LISTEN}: a connection to tell and one to listen, both opened when first needed. */
final class PostgresNews implements News {

    private static final Duration GAP = Duration.ofMillis(100);

    private final Announcer announcer;
    private final Listener listener;

    PostgresNews(Database database, Wakeup wakeup, CallersCommits commits) {
        this(database, wakeup, commits, database::connect, Listener.Pace.CALM);
    }

    /** Makes one whose listener uses connections of this source. */
    PostgresNews(
            Database database,
            Wakeup wakeup,
            CallersCommits commits,
            OwnConnection.Source listening,
            Listener.Pace pace) {
        String name = UUID.randomUUID().toString();
        this.announcer = new Announcer(database::connect, database.dialect(), commits, name, GAP);
        this.listener = new Listener(listening, announcer, wakeup, name, pace);
    }

    @Override
    public void tell() {
        announcer.announce();
    }

    @Override
    public void listen() {
        listener.start();
    }

    boolean hears() {
        return listener.hears();
    }

    @Override
    public void close() {
        listener.close();
        announcer.close();
    }
}
