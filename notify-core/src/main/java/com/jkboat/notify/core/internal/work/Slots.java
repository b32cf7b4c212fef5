package com.jkboat.notify.core.internal.work;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * How many messages may be worked at one time, and how many are.
 *
 * <p>Safe for any number of threads.
 */
final class Slots {

    private static final Duration LINGER = Duration.ofMillis(5);

    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int taken; // guarded by lock
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
            await(() -> taken < limit || draining, most);
            await(() -> limit - taken >= limit / 4 || draining, LINGER);
            return draining ? 0 : limit - taken;
        } finally {
            lock.unlock();
        }
    }

    void take() {
        lock.lock();
        try {
            taken++;
        } finally {
            lock.unlock();
        }
    }

    void release() {
        lock.lock();
        try {
            taken--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int taken() {
        lock.lock();
        try {
            return taken;
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

    /** Waits until no slot is taken; answers whether that came true in time. */
    boolean awaitEmpty(Duration most) throws InterruptedException {
        return awaitTaken(0, most);
    }

    /** Waits until no more slots are taken than these; answers whether that came true in time. */
    boolean awaitTaken(int count, Duration most) throws InterruptedException {
        lock.lock();
        try {
            return await(() -> taken <= count, most);
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
