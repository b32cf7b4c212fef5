package com.jkboat.notify.smtp;

import com.jkboat.notify.provider.SendOutcome.Unavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps connections for the next message; no more than the limit are open at one time.
 *
 * <p>Safe for any number of threads. The one used last is used first, so that those not needed grow old and close.
 */
final class SmtpPool {

    /** Makes a connection that has logged in. */
    interface Opener {
        SmtpConnection open() throws NotConnectedException;
    }

    private final Opener opener;
    private final SmtpPoolLimits limits;
    private final InstantSource clock;
    private final Semaphore places;
    private final Object lock = new Object();
    private final Deque<SmtpConnection> idle = new ArrayDeque<>(); // guarded by lock
    private boolean closed; // guarded by lock

    SmtpPool(Opener opener, SmtpPoolLimits limits, InstantSource clock) {
        this.opener = opener;
        this.limits = limits;
        this.clock = clock;
        this.places = new Semaphore(limits.connections());
    }

    /** Waits for a place; answers false when none came free in time, or the thread was interrupted. */
    boolean enter(Duration limit) {
        try {
            return places.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void leave() {
        places.release();
    }

    /** Takes a kept connection that is fit, else makes one. */
    SmtpConnection take() throws NotConnectedException {
        for (Optional<SmtpConnection> kept = poll(); kept.isPresent(); kept = poll()) {
            if (kept.get().isFit(limits, clock.instant())) {
                return kept.get();
            }
            kept.get().close();
        }
        return fresh();
    }

    /** Makes a connection, whatever is kept. */
    SmtpConnection fresh() throws NotConnectedException {
        synchronized (lock) {
            if (closed) {
                throw new NotConnectedException(new Unavailable("the provider is closed"));
            }
        }
        return opener.open();
    }

    /** Keeps a connection for the next, unless it has served long enough; closes one that has grown old meanwhile. */
    void keep(SmtpConnection connection) {
        connection.used(clock.instant());
        boolean kept = false;
        synchronized (lock) {
            if (!closed && connection.isFit(limits, clock.instant())) {
                idle.push(connection);
                kept = true;
            }
        }
        if (!kept) {
            connection.close();
        }
        pollOld().ifPresent(SmtpConnection::close);
    }

    void close() {
        synchronized (lock) {
            closed = true;
        }
        for (Optional<SmtpConnection> kept = poll(); kept.isPresent(); kept = poll()) {
            kept.get().close();
        }
    }

    private Optional<SmtpConnection> pollOld() {
        synchronized (lock) {
            boolean old = !idle.isEmpty() && !idle.getLast().isFit(limits, clock.instant());
            return old ? Optional.of(idle.removeLast()) : Optional.empty();
        }
    }

    private Optional<SmtpConnection> poll() {
        synchronized (lock) {
            return Optional.ofNullable(idle.poll());
        }
    }
}
