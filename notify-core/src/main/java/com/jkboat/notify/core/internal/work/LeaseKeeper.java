package com.jkboat.notify.core.internal.work;

import com.jkboat.notify.NotifyException;
import com.jkboat.notify.core.internal.observe.FaultTrace;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.Settled;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Extends every lease this worker holds, and knows how long each still lasts by a clock nobody can set.
 *
 * <p>A process that was stopped and goes on finds its leases run out here before it sends anything.
 */
final class LeaseKeeper {

    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);

    private final NotificationQueue queue;
    private final Duration lease;
    private final LongSupplier nanoTime;
    private final Set<Hold> holds = ConcurrentHashMap.newKeySet();

    /**
     * @param lease how long a lease lasts from each extension
     * @param nanoTime a clock that only goes forward, in nanoseconds
     */
    LeaseKeeper(NotificationQueue queue, Duration lease, LongSupplier nanoTime) {
        this.queue = queue;
        this.lease = lease;
        this.nanoTime = nanoTime;
    }

    /**
     * Starts to keep a lease.
     *
     * @param askedAt when the queue was asked for it, by {@link #now()}: it lasts from then on at least
     */
    Hold hold(Lease leased, long askedAt) {
        Hold hold = new Hold(leased, askedAt + lease.toNanos());
        holds.add(hold);
        return hold;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** Extends everything that is held, in one step. */
    void extendAll() {
        List<Hold> all = List.copyOf(holds);
        if (all.isEmpty()) {
            return;
        }
        try {
            extend(all);
        } catch (NotifyException e) { // the leases run on; what is not extended in time is not sent
            log.warn("{} leases could not be extended, {}", all.size(), e.code());
        } catch (RuntimeException | Error e) { // one that got out would end the extending for ever
            log.error("{} leases could not be extended", all.size(), FaultTrace.of(e));
        }
    }

    private void extend(List<Hold> all) {
        long askedAt = now();
        List<Settled> answers = queue.extend(all.stream().map(Hold::lease).toList(), lease);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).extended(answers.get(i), askedAt + lease.toNanos());
        }
    }

    /** One lease that is kept until it is let go. */
    final class Hold {

        private final Lease leased;
        private volatile long endsAt;

        private Hold(Lease leased, long endsAt) {
            this.leased = leased;
            this.endsAt = endsAt;
        }

        Lease lease() {
            return leased;
        }

        /** Returns how long the lease still lasts for certain; zero when it has ended. */
        Duration remaining() {
            return Duration.ofNanos(Math.max(0, endsAt - now()));
        }

        /** Tells whether nobody else can have the message yet. */
        boolean isOurs() {
            return !remaining().isZero();
        }

        /** Tells whether enough is left to begin a send: a third of a lease, as extensions come that often. */
        boolean isSafe() {
            return remaining().compareTo(lease.dividedBy(3)) > 0;
        }

        void letGo() {
            holds.remove(this);
        }

        private void extended(Settled answer, long newEnd) {
            if (answer == Settled.LOST) {
                endsAt = now();
                letGo();
            } else {
                endsAt = newEnd;
            }
        }
    }
}
