package com.jkboat.notify.core.memory;

import com.jkboat.notify.Priority;
import com.jkboat.notify.QueueFullException;
import com.jkboat.notify.message.HeaderText;
import com.jkboat.notify.queue.Capabilities;
import com.jkboat.notify.queue.DeadLetters;
import com.jkboat.notify.queue.LaneShares;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.QueueStats;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.queue.Removed;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A queue in memory: for tests and trials, gone when the process ends.
 *
 * <p>Safe for any number of threads. Keeps every rule of the contract but durability.
 *
 * @since 0.1
 */
public final class InMemoryNotificationQueue implements NotificationQueue {

    private static final int MAX_BODY_BYTES = 2 * 1024 * 1024;
    private static final int MAX_REASON = 1000;
    private static final long LOOK_EVERY = Duration.ofMillis(100).toNanos();

    private final InstantSource clock;
    private final MemoryQueueOptions options;
    private final LaneShares shares = new LaneShares();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final WaitingMessages waiting = new WaitingMessages(); // guarded by lock
    private final MemoryDeadLetters dead = new MemoryDeadLetters(lock, this::putBack); // guarded by lock
    private long numbers; // guarded by lock
    private boolean closed; // guarded by lock

    /** Makes an empty queue with every default. */
    public InMemoryNotificationQueue(InstantSource clock) {
        this(clock, MemoryQueueOptions.DEFAULTS);
    }

    /** Makes an empty queue. */
    public InMemoryNotificationQueue(InstantSource clock, MemoryQueueOptions options) {
        this.clock = clock;
        this.options = options;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(false, true, true, Duration.ofDays(3650), MAX_BODY_BYTES);
    }

    @Override
    public List<PublishResult> publish(List<QueueMessage> messages) {
        return locked(() -> {
            long more = messages.stream()
                    .map(QueueMessage::id)
                    .distinct()
                    .filter(id -> waiting.find(id).isEmpty())
                    .count();
            if (waiting.size() + more > options.maxDepth()) {
                throw new QueueFullException(options.maxDepth());
            }
            changed.signalAll();
            return messages.stream().map(this::store).toList();
        });
    }

    private PublishResult store(QueueMessage message) {
        if (message.body().length > MAX_BODY_BYTES) {
            return PublishResult.TOO_LARGE;
        }
        Optional<QueuedMessage> known = waiting.find(message.id());
        if (known.isPresent()) {
            boolean same = known.get().message.fingerprint().equals(message.fingerprint());
            return same ? PublishResult.DUPLICATE : PublishResult.CONFLICT;
        }
        Instant now = clock.instant();
        Instant due = message.notBefore().filter(now::isBefore).orElse(now);
        waiting.add(new QueuedMessage(message, ++numbers, due, now));
        return PublishResult.ACCEPTED;
    }

    private boolean putBack(QueueMessage message, Duration delay) {
        boolean isFree = waiting.find(message.id()).isEmpty();
        if (isFree) {
            Instant due = clock.instant().plus(delay);
            waiting.add(new QueuedMessage(message, ++numbers, due, due));
            changed.signalAll();
        }
        return isFree;
    }

    @Override
    public List<Lease> receive(ReceiveRequest request) {
        lock.lock();
        try {
            long deadline = System.nanoTime() + request.maxWait().toNanos();
            List<Lease> leases = claim(request);
            long left = request.maxWait().toNanos();
            while (leases.isEmpty() && left > 0 && !closed) {
                // looks now and then by itself, since nobody signals that time has passed
                changed.awaitNanos(Math.min(left, LOOK_EVERY));
                left = deadline - System.nanoTime();
                leases = claim(request);
            }
            return leases;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private List<Lease> claim(ReceiveRequest request) {
        Map<Priority, Integer> share = shares.next(request.max());
        Instant now = clock.instant();
        List<QueuedMessage> due = waiting.due(share, request.max(), now);
        List<QueuedMessage> poison = due.stream()
                .filter(it -> it.deliveries() >= options.maxDeliveries())
                .toList();
        if (!poison.isEmpty()) {
            poison.forEach(it -> bury(it, "handed out " + options.maxDeliveries() + " times and never settled"));
            return claim(request);
        }
        List<Lease> leases = new ArrayList<>();
        due.forEach(it -> waiting.move(it, message -> leases.add(message.lease(++numbers, now.plus(request.lease())))));
        return leases;
    }

    @Override
    public List<Settled> settle(List<Settlement> settlements) {
        return locked(() -> {
            changed.signalAll();
            return settlements.stream().map(this::settle).toList();
        });
    }

    private Settled settle(Settlement settlement) {
        Optional<QueuedMessage> held = held(settlement.lease());
        held.ifPresent(it -> carryOut(it, settlement));
        return held.isPresent() ? Settled.DONE : Settled.LOST;
    }

    private void carryOut(QueuedMessage it, Settlement settlement) {
        Instant now = clock.instant();
        if (settlement instanceof Settlement.Retry retry) {
            waiting.move(it, message -> message.retry(now.plus(retry.delay())));
        } else if (settlement instanceof Settlement.Release release) {
            waiting.move(it, message -> message.release(now.plus(release.delay())));
        } else if (settlement instanceof Settlement.Bury bury) {
            bury(it, bury.reason());
        } else {
            waiting.remove(it);
        }
    }

    @Override
    public List<Settled> extend(List<Lease> leases, Duration lease) {
        return locked(() -> leases.stream()
                .map(one -> {
                    Instant until = clock.instant().plus(lease);
                    Optional<QueuedMessage> held = held(one);
                    held.ifPresent(it -> waiting.move(it, message -> message.extend(until)));
                    return held.isPresent() ? Settled.DONE : Settled.LOST;
                })
                .toList());
    }

    private Optional<QueuedMessage> held(Lease lease) {
        return waiting.find(lease.message().id()).filter(it -> it.isHeldBy(lease, clock.instant()));
    }

    private void bury(QueuedMessage it, String reason) {
        waiting.remove(it);
        dead.add(it.buried(HeaderText.clean(reason, MAX_REASON), clock.instant()));
    }

    @Override
    public DeadLetters deadLetters() {
        return dead;
    }

    @Override
    public Removed remove(String header, String value) {
        return locked(() -> {
            Instant now = clock.instant();
            List<QueuedMessage> meant = waiting.all().stream()
                    .filter(it -> value.equals(it.message.headers().get(header)))
                    .toList();
            long leased = meant.stream().filter(it -> it.isLeased(now)).count();
            meant.forEach(waiting::remove);
            changed.signalAll();
            return new Removed(meant.size() - leased, leased, dead.remove(header, value));
        });
    }

    @Override
    public QueueStats stats() {
        return locked(() -> {
            Instant now = clock.instant();
            long ready = count(it -> it.isDue(now));
            long leased = count(it -> it.isLeased(now));
            long scheduled = count(it -> it.isScheduled(now));
            Optional<Duration> oldest = waiting.all().stream()
                    .filter(it -> it.isDue(now))
                    .map(it -> Duration.between(it.availableAt(), now))
                    .max(Comparator.naturalOrder());
            long delayed = waiting.size() - ready - leased - scheduled;
            return new QueueStats(ready, leased, delayed, scheduled, dead.size(), oldest, QueueStats.Accuracy.EXACT);
        });
    }

    private long count(Predicate<QueuedMessage> condition) {
        return waiting.all().stream().filter(condition).count();
    }

    @Override
    public void close() {
        locked(() -> {
            closed = true;
            changed.signalAll();
            return true;
        });
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
