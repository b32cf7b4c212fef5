package com.jkboat.notify.benchmark.queue;

/** One way to keep messages of 1 KB in PostgreSQL and to take them out again; taking one out does nothing else. */
interface Drained extends AutoCloseable {

    /** Stores one message as an application does; from it others can be copied. */
    void store() throws Exception;

    /** Returns the statement that copies the stored message so many times, each copy with an identity of its own. */
    String copies(long messages);

    /** Returns the query that counts what is still to be worked. */
    String left();

    /** Takes at least so many out; returns how many that were in a second. */
    double drain(int messages) throws Exception;

    @Override
    void close();
}
