package com.jkboat.notify.core.internal.work;

import com.jkboat.notify.core.internal.dispatch.Dispatcher;
import com.jkboat.notify.core.internal.observe.FaultTrace;
import com.jkboat.notify.core.internal.record.Settlements;
import com.jkboat.notify.core.internal.work.LeaseKeeper.Hold;
import com.jkboat.notify.observe.NotificationListener;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.ReceiveRequest;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the worker supplied: leases as much as it has room for, and nothing while no provider can be reached.
 *
 * <p>Closing drains: running work ends within its time, the rest goes back to the queue.
 */
public final class WorkLoop implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WorkLoop.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final int SUSPICIOUS = 2;
    private static final String OWNER = ManagementFactory.getRuntimeMXBean().getName();

    private final Settlements settlements;
    private final Dispatcher dispatcher;
    private final LeaseKeeper keeper;
    private final Slots slots;
    private final Worker worker;
    private final WorkerOptions options;
    private final NotificationListener listeners;
    private final ExecutorService threads;
    private final ScheduledExecutorService extender;
    private final Thread thread;
    private final boolean countsWhatIsLeftBehind;
    private volatile boolean running = true;
    private boolean paused;
    private boolean troubled;

    WorkLoop(Parts parts, LeaseKeeper keeper, Slots slots, Worker worker) {
        this.settlements = parts.settlements();
        this.dispatcher = parts.dispatcher();
        this.options = parts.options();
        this.listeners = parts.listeners();
        this.threads = parts.threads();
        this.keeper = keeper;
        this.slots = slots;
        this.worker = worker;
        this.extender = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "notify-leases"));
        this.thread = daemon(this::loop, "notify-worker");
        this.countsWhatIsLeftBehind = parts.queue().capabilities().freeRelease();
    }

    /**
     * What a loop works with.
     *
     * @param threads run the messages; ended when the loop is closed
     */
    public record Parts(
            NotificationQueue queue,
            Settlements settlements,
            Dispatcher dispatcher,
            WorkerOptions options,
            NotificationListener listeners,
            ExecutorService threads) {}

    /** Begins to work. */
    public void start() {
        long quarter = Math.max(1, options.lease().dividedBy(4).toMillis());
        ScheduledFuture<?> unused =
                extender.scheduleAtFixedRate(keeper::extendAll, quarter, quarter, TimeUnit.MILLISECONDS);
        thread.start();
    }

    /** Tells how many messages are being worked. */
    public int inFlight() {
        return slots.taken();
    }

    boolean isDraining() {
        return slots.isDraining();
    }

    /** Leases and works what is due, once; answers how many messages that were. */
    int runOnce(Duration maxWait) throws InterruptedException {
        int free = slots.awaitFree(LONGEST_WAIT);
        if (free == 0) {
            return 0;
        }
        LeaseKeeper.Moment askedAt = keeper.now();
        List<Lease> leases = settlements.claim(new ReceiveRequest(free, maxWait, options.lease(), OWNER));
        leases.forEach(lease -> slots.take());
        List<Hold> suspects = new ArrayList<>();
        for (Lease lease : leases) {
            Hold hold = keeper.hold(lease, askedAt);
            if (isSuspect(hold)) {
                suspects.add(hold);
            } else {
                worker.accept(hold);
            }
        }
        if (!suspects.isEmpty()) {
            workAlone(suspects);
        }
        return leases.size();
    }

    /** Some message ended its process twice: one of those that were worked then. Once may be anything, such as a deployment. */
    private boolean isSuspect(Hold hold) {
        return countsWhatIsLeftBehind && hold.timesLeftBehind() >= SUSPICIOUS;
    }

    /**
     * Works the first while nothing else is leased, so that what ends its process takes no neighbours along to the dead
     * letters; the others come again.
     */
    private void workAlone(List<Hold> suspects) throws InterruptedException {
        settlements.expectNoClaim();
        Hold first = suspects.get(0);
        try {
            suspects.subList(1, suspects.size()).forEach(worker::giveBack);
            awaitTaken(1);
        } finally {
            worker.accept(first); // also at the end of work: then it goes back to the queue
        }
        awaitTaken(0);
    }

    private void awaitTaken(int count) throws InterruptedException {
        while (!slots.isDraining() && !slots.awaitTaken(count, LONGEST_WAIT)) {
            log.debug("a message that was left behind by dead workers waits to be worked alone");
        }
    }

    @Override
    public void close() {
        running = false;
        slots.drain();
        thread.interrupt();
        if (!awaitEnd(options.drainTimeout())) {
            log.warn("{} messages were still being worked at the end of the drain time", slots.taken());
        }
        threads.shutdownNow();
        if (!awaitEnd(LAST_WORDS)) { // what was cut off can still tell how it ended, and go back to the queue
            log.warn("{} messages are left to whoever gets them when their lease ends", slots.taken());
        }
        extender.shutdownNow();
    }

    private boolean awaitEnd(Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        try {
            thread.join(Math.max(1, most.toMillis()));
            return slots.awaitEmpty(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void loop() {
        try {
            while (running) {
                stepUnlessInterrupted();
            }
        } finally { // whatever ended it, nobody may wait for its next claim
            settlements.expectNoClaim();
        }
    }

    private void stepUnlessInterrupted() {
        try {
            step();
            if (Thread.interrupted()) {
                throw new InterruptedException("the queue gave up a wait");
            }
        } catch (InterruptedException e) { // unless it means the end, nobody means this thread
            log.debug("the worker was interrupted");
        }
    }

    /** The loop outlives every fault of the queue, and of the machine it runs on. */
    private void step() throws InterruptedException {
        try {
            if (!pauseWhileShut()) {
                settlements.expectClaim();
                runOnce(LONGEST_WAIT);
                troubled = false;
            }
        } catch (RuntimeException | Error e) {
            settlements.expectNoClaim();
            tellTrouble(e);
            slots.pause(LONGEST_WAIT);
        }
    }

    /** An outage of all providers is not a failure of the messages: they stay in the queue, untouched. */
    boolean pauseWhileShut() throws InterruptedException {
        Duration shut = dispatcher.opensIn();
        if (shut.isZero()) {
            if (paused) {
                paused = false;
                listeners.resumed();
            }
            return false;
        }
        settlements.expectNoClaim();
        if (!paused) {
            paused = true;
            log.warn("no provider can be reached, work pauses until one can");
            listeners.paused(shut);
        }
        slots.pause(shut.compareTo(LONGEST_WAIT) < 0 ? shut : LONGEST_WAIT);
        return true;
    }

    private void tellTrouble(Throwable e) {
        if (troubled || !running) {
            log.debug("the queue still cannot be worked", FaultTrace.of(e));
        } else {
            log.warn("the queue cannot be worked, it is tried again every second", FaultTrace.of(e));
        }
        troubled = true;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
