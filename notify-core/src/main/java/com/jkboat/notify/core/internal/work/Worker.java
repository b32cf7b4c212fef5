package com.jkboat.notify.core.internal.work;

import com.jkboat.notify.AuditUnavailableException;
import com.jkboat.notify.QueueFullException;
import com.jkboat.notify.QueueUnavailableException;
import com.jkboat.notify.core.internal.observe.FaultTrace;
import com.jkboat.notify.core.internal.record.Settlements;
import com.jkboat.notify.core.internal.work.LeaseKeeper.Hold;
import com.jkboat.notify.core.internal.work.SubjectOrder.Turn;
import com.jkboat.notify.observe.NotificationListener;
import com.jkboat.notify.observe.NotificationListener.Ending;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works leased messages: each in its turn, on a thread of its own, and always settled at the end. */
final class Worker {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(5);

    private final Journey journey;
    private final SubjectOrder order;
    private final Settlements settlements;
    private final Executor threads;
    private final Slots slots;
    private final NotificationListener listeners;

    Worker(
            Journey journey,
            SubjectOrder order,
            Settlements settlements,
            Executor threads,
            Slots slots,
            NotificationListener listeners) {
        this.journey = journey;
        this.order = order;
        this.settlements = settlements;
        this.threads = threads;
        this.slots = slots;
        this.listeners = listeners;
    }

    /** Takes over a message that was just leased and for which a slot was taken. */
    void accept(Hold hold) {
        Turn turn = order.turn(hold);
        if (turn instanceof Turn.Now) {
            begin(hold);
        } else if (turn instanceof Turn.Behind behind) {
            giveBack(hold, behind.delay());
        }
    }

    /** Returns a message to the queue, to be handed out again at once. */
    void giveBack(Hold hold) {
        giveBack(hold, Duration.ZERO);
    }

    private void begin(Hold hold) {
        try {
            threads.execute(() -> finish(hold, travel(hold)));
        } catch (RejectedExecutionException | OutOfMemoryError e) { // there is no thread to be had, now or ever again
            log.warn("no thread for message {}, it goes back to the queue", id(hold), FaultTrace.of(e));
            finish(hold, new Settlement.Release(hold.lease(), AFTER_A_FAULT));
        }
    }

    private void finish(Hold hold, Settlement settlement) {
        settle(hold, settlement, () -> passOn(hold, settlement));
    }

    /** Lets those about the same subject have their turn, or go back with the one before them. */
    private void passOn(Hold hold, Settlement settlement) {
        Optional<Duration> comesBack = settlement.fold(
                acknowledge -> Optional.empty(),
                retry -> Optional.of(retry.delay()),
                release -> Optional.of(release.delay()),
                bury -> Optional.empty());
        if (comesBack.isPresent()) {
            order.comesBack(hold, comesBack.get()).forEach(behind -> giveBack(behind, comesBack.get()));
        } else {
            order.done(hold).ifPresent(this::begin);
        }
    }

    /** The one place that stands for every fault: whatever went wrong, the message is given back and the worker lives. */
    private Settlement travel(Hold hold) {
        try {
            return slots.isDraining() ? new Settlement.Release(hold.lease(), Duration.ZERO) : journey.travel(hold);
        } catch (AuditUnavailableException | QueueUnavailableException | QueueFullException e) {
            log.warn("message {} goes back to the queue: {}", id(hold), e.getMessage());
            return new Settlement.Release(hold.lease(), AFTER_A_FAULT);
        } catch (RuntimeException | Error e) {
            log.error("message {} failed by a fault of ours or of a plugin", id(hold), FaultTrace.of(e));
            return journey.afterFault(hold.lease(), e);
        }
    }

    private void giveBack(Hold hold, Duration delay) {
        settle(hold, new Settlement.Release(hold.lease(), delay), () -> {});
    }

    private void settle(Hold hold, Settlement settlement, Runnable next) {
        slots.worked();
        settlements.settle(settlement, (settled, failure) -> {
            try {
                tell(hold, settlement, Optional.ofNullable(settled), failure);
            } finally {
                hold.letGo();
                slots.settled();
                next.run();
            }
        });
    }

    private void tell(Hold hold, Settlement settlement, Optional<Settled> settled, @Nullable Throwable failure) {
        if (failure != null) { // the lease will end by itself and the message come again
            log.warn("message {} could not be settled", id(hold), FaultTrace.of(failure));
            return;
        }
        if (settled.filter(Settled.LOST::equals).isPresent()) {
            log.info("the lease of message {} had ended before it was settled", id(hold));
        }
        tell(hold.lease(), settlement);
    }

    private void tell(Lease lease, Settlement settlement) {
        Ending ending = settlement.fold(
                acknowledge -> Ending.ACKNOWLEDGED,
                retry -> Ending.RETRIED,
                release -> Ending.RELEASED,
                bury -> Ending.DEAD_LETTERED);
        eventId(lease).ifPresent(id -> listeners.settled(id, ending));
    }

    private static String id(Hold hold) {
        return hold.lease().message().id();
    }

    private static Optional<UUID> eventId(Lease lease) {
        try {
            return Optional.of(UUID.fromString(lease.message().id()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
