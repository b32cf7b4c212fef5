package com.jkboat.notify.testkit.queue;

/** A group of rules, tested on the queue it is given. */
interface QueueRules {

    /** Returns the queue under test, and what tests need around it. */
    QueueProbe it();
}
