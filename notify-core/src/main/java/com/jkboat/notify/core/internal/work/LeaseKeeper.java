package com.jkboat.notify.core.internal.work;

import com.jkboat.notify.NotifyException;
import com.jkboat.notify.core.internal.observe.FaultTrace;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.Settled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Extends every lease this worker holds, and knows how long each still lasts.
 *
 * <p>A process that was stopped and goes on finds its leases run out here before it sends anything. Two clocks are
 * asked and the sooner end counts: the counter cannot be set, but stands still while the machine sleeps.
 */
final class LeaseKeeper {

    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);

    private final NotificationQueue queue;
    private final Duration lease;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Set<Hold> holds = ConcurrentHashMap.newKeySet();

    /**
     * @param lease how long a lease lasts from each extension
     * @param nanoTime a clock that only goes forward, in nanoseconds
     */
    LeaseKeeper(NotificationQueue queue, Duration lease, InstantSource clock, LongSupplier nanoTime) {
        this.queue = queue;
        this.lease = lease;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Starts to keep a lease.
     *
     * @param askedAt when the queue was asked for it, by {@link #now()}: it lasts from then on at least
     */
    Hold hold(Lease leased, Moment askedAt) {
        Hold hold = new Hold(leased, askedAt);
        holds.add(hold);
        return hold;
    }

    Moment now() {
        return new Moment(nanoTime.getAsLong(), clock.instant());
    }

    /**
     * A moment by two clocks.
     *
     * @param nanos by the counter that only goes forward
     * @param time by the clock that can be set
     */
    record Moment(long nanos, Instant time) {

        /** Returns how long ago it was, by the clock that says longer. */
        Duration since(Moment earlier) {
            Duration counted = Duration.ofNanos(nanos - earlier.nanos);
            Duration shown = Duration.between(earlier.time, time);
            return counted.compareTo(shown) > 0 ? counted : shown;
        }
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
        Moment askedAt = now();
        List<Settled> answers = queue.extend(all.stream().map(Hold::lease).toList(), lease);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).extended(answers.get(i), askedAt);
        }
    }

    /** One lease that is kept until it is let go. */
    final class Hold {

        private final Lease leased;
        private volatile Moment leasedAt;
        private volatile boolean lost;

        private Hold(Lease leased, Moment leasedAt) {
            this.leased = leased;
            this.leasedAt = leasedAt;
        }

        Lease lease() {
            return leased;
        }

        /** Tells how often whoever had the message before neither settled it nor kept its lease: it died, most likely. */
        int timesLeftBehind() {
            return leased.deliveries() - 1 - leased.failures();
        }

        /** Returns how long the lease still lasts for certain; zero when it has ended. */
        Duration remaining() {
            Duration left = lease.minus(now().since(leasedAt));
            return lost || left.isNegative() ? Duration.ZERO : left;
        }

        /** Tells whether nobody else can have the message yet. */
        boolean isOurs() {
            return !remaining().isZero();
        }

        /**
         * Tells whether a call that begins now ends within the lease, even when it takes its whole time and the lease is
         * never extended again: half a lease and a twelfth more must be left, of which extensions leave three quarters.
         */
        boolean isSafe() {
            return remaining().compareTo(lease.dividedBy(2).plus(lease.dividedBy(12))) > 0;
        }

        void letGo() {
            holds.remove(this);
        }

        private void extended(Settled answer, Moment askedAt) {
            if (answer == Settled.LOST) {
                lost = true;
                letGo();
            } else {
                leasedAt = askedAt;
            }
        }
    }
}
