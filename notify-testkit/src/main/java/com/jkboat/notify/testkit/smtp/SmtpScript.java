package com.jkboat.notify.testkit.smtp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What the server has been told to do, how often each step was reached, and the gate that stalls wait at. */
final class SmtpScript {

    private final Object lock = new Object();
    private final Map<SmtpStep, Deque<SmtpReaction>> once = new EnumMap<>(SmtpStep.class); // guarded by lock
    private final Map<SmtpStep, SmtpReaction> always = new EnumMap<>(SmtpStep.class); // guarded by lock
    private final Map<String, SmtpReaction> byRecipient = new HashMap<>(); // guarded by lock
    private final Map<SmtpStep, Integer> reached = new EnumMap<>(SmtpStep.class); // guarded by lock
    private CountDownLatch gate = new CountDownLatch(1); // guarded by lock

    void always(SmtpStep step, SmtpReaction reaction) {
        synchronized (lock) {
            always.put(step, reaction);
        }
    }

    void once(SmtpStep step, SmtpReaction reaction) {
        synchronized (lock) {
            once.computeIfAbsent(step, key -> new ArrayDeque<>()).add(reaction);
        }
    }

    void forRecipient(String address, SmtpReaction reaction) {
        synchronized (lock) {
            byRecipient.put(address.toLowerCase(Locale.ROOT), reaction);
        }
    }

    void clear() {
        synchronized (lock) {
            once.clear();
            always.clear();
            byRecipient.clear();
        }
    }

    /**
     * What to do at a step.
     *
     * @param reaction empty means what a healthy server does
     * @param gate where a stall waits; the one of the moment the step was counted, so that no release is missed
     */
    record Told(Optional<SmtpReaction> reaction, CountDownLatch gate) {}

    /** Counts the step and answers what to do there. */
    Told next(SmtpStep step) {
        synchronized (lock) {
            reached.merge(step, 1, Integer::sum);
            lock.notifyAll();
            Deque<SmtpReaction> queue = once.get(step);
            SmtpReaction first = queue == null ? null : queue.poll();
            return new Told(Optional.ofNullable(first == null ? always.get(step) : first), gate);
        }
    }

    Told nextForRecipient(String address) {
        synchronized (lock) {
            Told byStep = next(SmtpStep.RCPT);
            SmtpReaction own = byRecipient.get(address.toLowerCase(Locale.ROOT));
            return own == null ? byStep : new Told(Optional.of(own), byStep.gate());
        }
    }

    int reached(SmtpStep step) {
        synchronized (lock) {
            return reached.getOrDefault(step, 0);
        }
    }

    boolean awaitReached(SmtpStep step, int times, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (lock) {
            while (reached(step) < times) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(lock, left);
            }
            return true;
        }
    }

    /** Lets everyone who stalls go on; later stalls wait for the next release. */
    void release() {
        synchronized (lock) {
            gate.countDown();
            gate = new CountDownLatch(1);
        }
    }
}
