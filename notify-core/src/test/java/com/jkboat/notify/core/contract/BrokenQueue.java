package com.jkboat.notify.core.contract;

import com.jkboat.notify.core.memory.InMemoryNotificationQueue;
import com.jkboat.notify.core.memory.MemoryQueueOptions;
import com.jkboat.notify.queue.NotificationQueue;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** A queue in memory that breaks one rule. */
record BrokenQueue(String rule, String fault, Making making) {

    /** Makes the queue that breaks the rule. */
    interface Making {
        NotificationQueue make(InstantSource clock, MemoryQueueOptions options);
    }

    /** Breaks the rule by what is put around a queue that keeps all. */
    static BrokenQueue around(String rule, String fault, UnaryOperator<NotificationQueue> wrapper) {
        return new BrokenQueue(
                rule, fault, (clock, options) -> wrapper.apply(new InMemoryNotificationQueue(clock, options)));
    }

    @Override
    public String toString() {
        return rule + ": " + fault;
    }
}
