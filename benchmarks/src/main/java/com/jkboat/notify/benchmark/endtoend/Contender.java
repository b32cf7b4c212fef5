package com.jkboat.notify.benchmark.endtoend;

import com.jkboat.notify.Event;
import java.util.List;

/** One way to turn stored events into recorded mails. */
interface Contender extends AutoCloseable {

    String name();

    /** Stores the events durably; not timed. */
    void store(List<Event> events) throws Exception;

    /** Sends a mail for each and puts each on record; returns when all that is durable. Timed. */
    void drain() throws Exception;

    /** Returns how many mails are on record as sent. */
    long recorded() throws Exception;

    @Override
    void close();
}
