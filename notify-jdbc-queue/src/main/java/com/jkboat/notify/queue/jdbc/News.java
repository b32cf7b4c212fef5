package com.jkboat.notify.queue.jdbc;

/**
 * How processes at one queue tell one another that there is something to do; hints, which may be lost or spurious.
 *
 * <p>Safe for any number of threads; no method waits for the database.
 */
interface News extends AutoCloseable {

    /** Tells the others that something may be due; {@link CallersCommits} are told of without being asked. */
    void tell();

    /** Begins to wake receivers of this process when others tell something; once is enough. */
    void listen();

    @Override
    void close();

    /** Returns the news of a database that has none: everybody finds out by looking. */
    static News none() {
        return new News() {
            @Override
            public void tell() {}

            @Override
            public void listen() {}

            @Override
            public void close() {}
        };
    }
}
