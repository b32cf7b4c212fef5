package com.jkboat.notify.core.internal.record;

import com.jkboat.notify.queue.Exchange;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Gives messages back to the queue: together with the next claim where one comes soon, else with one another.
 *
 * <p>A claim is announced by {@link #expectClaim} and withdrawn by {@link #expectNoClaim}; what waits for it then is
 * settled by itself. Safe for any number of threads.
 */
public final class Settlements implements AutoCloseable {

    private final NotificationQueue queue;
    private final GroupCommit<Settlement, Settled> alone;
    private final Object lock = new Object();
    private List<Waiting<Settlement, Settled>> waiting = new ArrayList<>(); // guarded by lock
    private boolean claimComes; // guarded by lock

    Settlements(NotificationQueue queue) {
        this.queue = queue;
        this.alone = new GroupCommit<>("settle", queue::settle);
    }

    /**
     * Gives a message back; waits for it unless a claim takes it along.
     *
     * @param then told what the queue answered, or why it did not, by whatever thread that is known in; may give others
     *     back, must not throw
     */
    public void settle(Settlement settlement, BiConsumer<? super Settled, ? super Throwable> then) {
        Waiting<Settlement, Settled> one = Waiting.of(settlement);
        if (waitsForClaim(one)) {
            one.tell(then);
        } else {
            alone.add(one);
            alone.awaitEnd(one);
            one.tell(then);
        }
    }

    private boolean waitsForClaim(Waiting<Settlement, Settled> one) {
        synchronized (lock) {
            return claimComes && waiting.add(one);
        }
    }

    /** Says that a claim comes within milliseconds. */
    public void expectClaim() {
        synchronized (lock) {
            claimComes = true;
        }
    }

    /** Says that no claim comes for now; what was waiting for it is settled without. */
    public void expectNoClaim() {
        take(false).forEach(alone::add);
    }

    /**
     * Leases messages, and settles what is waiting in the same step.
     *
     * @return what was leased; where something was settled the queue was not waited for
     */
    public List<Lease> claim(ReceiveRequest request) {
        List<Waiting<Settlement, Settled>> batch = take(true);
        return batch.isEmpty() ? claimAlone(request) : exchange(batch, request);
    }

    /** Nobody knows how long this takes. */
    private List<Lease> claimAlone(ReceiveRequest request) {
        expectNoClaim();
        return queue.receive(request);
    }

    private List<Lease> exchange(List<Waiting<Settlement, Settled>> batch, ReceiveRequest request) {
        Exchange exchange;
        try {
            exchange = queue.exchange(GroupCommit.items(batch), request.withMaxWait(Duration.ZERO));
        } catch (RuntimeException | Error e) { // they are told once more, without a claim
            batch.forEach(alone::add);
            throw e;
        }
        GroupCommit.answer("settle", batch, exchange.settled());
        return exchange.leases();
    }

    private List<Waiting<Settlement, Settled>> take(boolean claimComesAgain) {
        synchronized (lock) {
            claimComes &= claimComesAgain;
            List<Waiting<Settlement, Settled>> batch = waiting;
            waiting = new ArrayList<>();
            return batch;
        }
    }

    /** Settles what is waiting, and ends. */
    @Override
    public void close() {
        expectNoClaim();
        alone.close();
    }
}
