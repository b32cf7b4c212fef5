package com.jkboat.notify.core.internal.work;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * How many messages may be worked at one time, and how many are.
 *
 * <p>A message takes its slot until it is worked, and counts as ours until it is settled too.
 *
 * <p>Safe for any number of threads.
 */
final class Slots {

    private static final Duration LINGER = Duration.ofMillis(5);

    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int working; // guarded by lock
    private int settling; // guarded by lock
    private boolean draining; // guarded by lock

    Slots(int limit) {
        this.limit = limit;
    }

    /**
     * Waits until at least one slot is free, and tells how many are; none once draining.
     *
     * <p>When nearly all are taken it waits a moment longer: a few large batches cost less than many small ones.
     *
     * @param most how long to wait
     */
    int awaitFree(Duration most) throws InterruptedException {
        lock.lock();
        try {
            await(() -> free() > 0 || draining, most);
            await(() -> free() >= limit / 4 || draining, LINGER);
            return draining ? 0 : free();
        } finally {
            lock.unlock();
        }
    }

    // a queue that does not answer must not let ever more messages wait to be settled
    private int free() {
        return Math.max(0, Math.min(limit - working, 2 * limit - working - settling));
    }

    void take() {
        lock.lock();
        try {
            working++;
        } finally {
            lock.unlock();
        }
    }

    /** Says that a message is worked, and only has to be settled. */
    void worked() {
        lock.lock();
        try {
            working--;
            settling++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Says that a message that was worked is settled. */
    void settled() {
        lock.lock();
        try {
            settling--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many messages are ours: being worked, or waiting to be settled. */
    int taken() {
        lock.lock();
        try {
            return working + settling;
        } finally {
            lock.unlock();
        }
    }

    boolean isDraining() {
        lock.lock();
        try {
            return draining;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a while, or until draining begins. */
    void pause(Duration howLong) throws InterruptedException {
        lock.lock();
        try {
            await(() -> draining, howLong);
        } finally {
            lock.unlock();
        }
    }

    /** Lets no more work begin. */
    void drain() {
        lock.lock();
        try {
            draining = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no message is ours; answers whether that came true in time. */
    boolean awaitEmpty(Duration most) throws InterruptedException {
        return awaitTaken(0, most);
    }

    /** Waits until no more messages are ours than these; answers whether that came true in time. */
    boolean awaitTaken(int count, Duration most) throws InterruptedException {
        lock.lock();
        try {
            return await(() -> working + settling <= count, most);
        } finally {
            lock.unlock();
        }
    }

    private boolean await(BooleanSupplier condition, Duration most) throws InterruptedException {
        long left = most.toNanos();
        while (!condition.getAsBoolean() && left > 0) {
            left = changed.awaitNanos(left);
        }
        return condition.getAsBoolean();
    }
}
