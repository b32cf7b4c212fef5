package com.jkboat.notify.queue.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Looks now and then, when there is nothing else to do, for messages that wait for one that is gone.
 *
 * <p>The queue leaves none behind; somebody who deletes rows by hand does.
 */
final class LeftBehind {

    private static final long LOOK_EVERY = Duration.ofMinutes(1).toNanos();

    private final QueueDatabase database;
    private final KeyOrder order;
    private final AtomicLong nextLook = new AtomicLong(System.nanoTime());

    LeftBehind(QueueDatabase database, KeyOrder order) {
        this.database = database;
        this.order = order;
    }

    /**
     * Unblocks them, if it is time to look.
     *
     * @return whether there were any
     */
    boolean unblock() {
        long due = nextLook.get();
        long now = System.nanoTime();
        if (now - due < 0 || !nextLook.compareAndSet(due, now + LOOK_EVERY)) {
            return false;
        }
        List<Long> found = database.read(handle -> order.findLeftBehind(handle.getConnection()));
        return !found.isEmpty() && unblock(found);
    }

    private boolean unblock(List<Long> ids) {
        return database.write(handle -> {
            order.unblock(handle.getConnection(), ids);
            return true;
        });
    }
}
