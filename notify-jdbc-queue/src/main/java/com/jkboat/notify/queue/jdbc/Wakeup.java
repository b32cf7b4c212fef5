package com.jkboat.notify.queue.jdbc;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes receivers of this process when something was published in it; a hint, polling finds the rest. */
final class Wakeup {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long signals; // guarded by lock
    private boolean closed; // guarded by lock

    /** Returns what to compare with later, so that no signal in between is missed. */
    long seen() {
        lock.lock();
        try {
            return signals;
        } finally {
            lock.unlock();
        }
    }

    void signal() {
        lock.lock();
        try {
            signals++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a signal after the one seen, but no longer than told.
     *
     * @return false if there is no use in waiting on: closed, or interrupted, with the flag left set
     */
    boolean await(long seen, Duration most) {
        lock.lock();
        try {
            long left = most.toNanos();
            while (signals == seen && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
