package com.jkboat.notify.benchmark.queue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Counts messages that are done, and knows how fast it went between the first and the last that were asked for. */
final class Progress {

    private static final long LONGEST_MINUTES = 4;

    private final int wanted;
    private final AtomicLong done = new AtomicLong();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile long startedAt;
    private volatile long startedWith;
    private volatile double perSecond;

    Progress(int wanted) {
        this.wanted = wanted;
    }

    void add(int messages) {
        if (messages == 0) {
            return;
        }
        long before = done.getAndAdd(messages);
        long now = System.nanoTime();
        if (before == 0) {
            startedWith = messages;
            startedAt = now;
        }
        if (before < wanted && before + messages >= wanted) {
            perSecond = (before + messages - startedWith) / ((now - startedAt) / 1e9);
            end.countDown();
        }
    }

    boolean isOver() {
        return done.get() >= wanted;
    }

    /** Waits until so many are done, and returns how many they were in a second. */
    double perSecond() throws InterruptedException {
        if (!end.await(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException("only " + done + " of " + wanted + " are done");
        }
        return perSecond;
    }
}
