package com.jkboat.notify.core.memory;

import com.jkboat.notify.Page;
import com.jkboat.notify.Priority;
import com.jkboat.notify.QueueFullException;
import com.jkboat.notify.queue.Capabilities;
import com.jkboat.notify.queue.DeadLetter;
import com.jkboat.notify.queue.DeadLetters;
import com.jkboat.notify.queue.LaneShares;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.QueueStats;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
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
 * <p>Safe for any number of threads. Keeps every rule of the contract but durability; looks at every message when it is
 * asked for the next.
 *
 * @since 0.1
 */
public final class InMemoryNotificationQueue implements NotificationQueue {

    private static final int MAX_BODY_BYTES = 2 * 1024 * 1024;
    private static final int MAX_DELIVERIES = 10;
    private static final long LOOK_EVERY = Duration.ofMillis(100).toNanos();
    private static final Comparator<QueuedMessage> LONGEST_DUE =
            Comparator.<QueuedMessage, Instant>comparing(it -> it.availableAt).thenComparing(it -> it.number);

    private final InstantSource clock;
    private final long maxDepth;
    private final LaneShares shares = new LaneShares();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, QueuedMessage> waiting = new LinkedHashMap<>(); // guarded by lock
    private final Map<String, DeadLetter> dead = new LinkedHashMap<>(); // guarded by lock
    private long numbers; // guarded by lock
    private boolean closed; // guarded by lock

    /** Makes an empty queue without a limit. */
    public InMemoryNotificationQueue(InstantSource clock) {
        this(clock, Long.MAX_VALUE);
    }

    /** Makes an empty queue that holds so many messages at most. */
    public InMemoryNotificationQueue(InstantSource clock, long maxDepth) {
        this.clock = clock;
        this.maxDepth = maxDepth;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(false, true, true, Duration.ofDays(3650), MAX_BODY_BYTES);
    }

    @Override
    public List<PublishResult> publish(List<QueueMessage> messages) {
        return locked(() -> {
            if (waiting.size() + messages.size() > maxDepth) {
                throw new QueueFullException(maxDepth);
            }
            changed.signalAll();
            return messages.stream().map(this::store).toList();
        });
    }

    private PublishResult store(QueueMessage message) {
        QueuedMessage known = waiting.get(message.id());
        if (known != null) {
            boolean same = known.message.fingerprint().equals(message.fingerprint());
            return same ? PublishResult.DUPLICATE : PublishResult.CONFLICT;
        }
        if (message.body().length > MAX_BODY_BYTES) {
            return PublishResult.TOO_LARGE;
        }
        waiting.put(message.id(), new QueuedMessage(message, ++numbers, clock.instant()));
        return PublishResult.ACCEPTED;
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
        Map<Priority, Integer> share = new EnumMap<>(shares.next(request.max()));
        List<QueuedMessage> due = waiting.values().stream()
                .filter(it -> !it.availableAt.isAfter(clock.instant()) && !isBehindAnother(it))
                .sorted(LONGEST_DUE)
                .toList();
        List<QueuedMessage> chosen = new ArrayList<>();
        due.stream()
                .filter(it -> share.merge(it.message.priority(), -1, Integer::sum) >= 0)
                .forEach(chosen::add);
        due.stream()
                .filter(it -> !chosen.contains(it))
                .sorted(Comparator.comparing((QueuedMessage it) -> it.message.priority())
                        .thenComparing(LONGEST_DUE))
                .limit(request.max() - chosen.size())
                .forEach(chosen::add);
        return chosen.stream()
                .sorted(LONGEST_DUE)
                .flatMap(it -> lease(it, request).stream())
                .toList();
    }

    /** Tells whether an older message of its key is in the queue. */
    private boolean isBehindAnother(QueuedMessage it) {
        return it.message.orderingKey().isPresent()
                && waiting.values().stream()
                        .filter(other -> other.number < it.number)
                        .anyMatch(other -> other.message.orderingKey().equals(it.message.orderingKey()));
    }

    private Optional<Lease> lease(QueuedMessage it, ReceiveRequest request) {
        if (it.deliveries == MAX_DELIVERIES) {
            bury(it, "handed out " + MAX_DELIVERIES + " times and never settled");
            return Optional.empty();
        }
        return Optional.of(it.lease(++numbers, clock.instant().plus(request.lease())));
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
        held.ifPresent(it -> {
            it.token = 0;
            if (settlement instanceof Settlement.Retry retry) {
                it.failures++;
                it.availableAt = clock.instant().plus(retry.delay());
            } else if (settlement instanceof Settlement.Release release) {
                it.deliveries--;
                it.availableAt = clock.instant().plus(release.delay());
            } else if (settlement instanceof Settlement.Bury bury) {
                bury(it, bury.reason());
            } else {
                waiting.remove(it.message.id());
            }
        });
        return held.isPresent() ? Settled.DONE : Settled.LOST;
    }

    @Override
    public List<Settled> extend(List<Lease> leases, Duration lease) {
        return locked(() -> leases.stream()
                .map(one -> {
                    Optional<QueuedMessage> held = held(one);
                    held.ifPresent(it -> it.availableAt = clock.instant().plus(lease));
                    return held.isPresent() ? Settled.DONE : Settled.LOST;
                })
                .toList());
    }

    private Optional<QueuedMessage> held(Lease lease) {
        return Optional.ofNullable(waiting.get(lease.message().id()))
                .filter(it -> String.valueOf(it.token).equals(lease.handle()))
                .filter(it -> it.availableAt.isAfter(clock.instant()));
    }

    private void bury(QueuedMessage it, String reason) {
        waiting.remove(it.message.id());
        dead.put(it.message.id(), it.buried(reason, clock.instant()));
    }

    @Override
    public DeadLetters deadLetters() {
        return new Dead();
    }

    @Override
    public QueueStats stats() {
        return locked(() -> {
            Instant now = clock.instant();
            return new QueueStats(
                    count(it -> !it.availableAt.isAfter(now)),
                    count(it -> it.availableAt.isAfter(now) && it.token != 0),
                    count(it -> it.availableAt.isAfter(now) && it.token == 0 && !it.isScheduled(now)),
                    count(it -> it.availableAt.isAfter(now) && it.token == 0 && it.isScheduled(now)),
                    dead.size(),
                    waiting.values().stream()
                            .filter(it -> !it.availableAt.isAfter(now))
                            .map(it -> Duration.between(it.availableAt, now))
                            .max(Comparator.naturalOrder()),
                    QueueStats.Accuracy.EXACT);
        });
    }

    private long count(Predicate<QueuedMessage> condition) {
        return waiting.values().stream().filter(condition).count();
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

    private final class Dead implements DeadLetters {

        @Override
        public Page<DeadLetter> list(int limit, Optional<String> after) {
            int skip = after.map(Integer::parseInt).orElse(0);
            return locked(() -> {
                List<DeadLetter> page =
                        dead.values().stream().skip(skip).limit(limit).toList();
                boolean more = dead.size() > skip + page.size();
                return new Page<>(page, more ? Optional.of(String.valueOf(skip + page.size())) : Optional.empty());
            });
        }

        @Override
        public long replay(Filter filter) {
            return locked(() -> {
                List<DeadLetter> chosen = chosen(filter);
                chosen.forEach(letter -> {
                    dead.remove(letter.message().id());
                    store(letter.message());
                });
                changed.signalAll();
                return (long) chosen.size();
            });
        }

        @Override
        public long purge(Filter filter) {
            return locked(() -> {
                List<DeadLetter> chosen = chosen(filter);
                chosen.forEach(letter -> dead.remove(letter.message().id()));
                return (long) chosen.size();
            });
        }

        private List<DeadLetter> chosen(Filter filter) {
            return dead.values().stream()
                    .filter(letter -> filter.ids().isEmpty()
                            || filter.ids().contains(letter.message().id()))
                    .filter(letter -> filter.buriedBefore()
                            .map(letter.buriedAt()::isBefore)
                            .orElse(true))
                    .toList();
        }
    }
}
