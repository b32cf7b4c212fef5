package com.jkboat.notify.core.contract;

import static com.jkboat.notify.core.contract.QueueWrapper.asking;
import static com.jkboat.notify.core.contract.QueueWrapper.handingOut;
import static com.jkboat.notify.core.contract.QueueWrapper.storing;

import com.jkboat.notify.Priority;
import com.jkboat.notify.queue.LaneShares;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.queue.Settlement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Queues that hand out the wrong thing, or at the wrong time. */
final class BrokenDeliveries {

    static final List<BrokenQueue> ALL = List.of(
            BrokenQueue.around("Q-1", "loses the last of a batch it accepted", BrokenDeliveries::losing),
            BrokenQueue.around("Q-1", "never waits", queue -> asking(queue, it -> waiting(it, Duration.ZERO))),
            BrokenQueue.around("Q-1", "sleeps through what is published", BrokenDeliveries::sleeping),
            BrokenQueue.around("Q-1", "hands out more than asked for", queue -> asking(queue, it -> more(it))),
            BrokenQueue.around("Q-1", "swallows an interrupt", BrokenDeliveries::swallowing),
            BrokenQueue.around("Q-2", "forgets headers", queue -> storing(queue, it -> it.withHeaders(Map.of()))),
            BrokenQueue.around("Q-2", "forgets the lane", queue -> storing(queue, BrokenDeliveries::inOneLane)),
            BrokenQueue.around("Q-2", "cuts bodies", queue -> storing(queue, BrokenDeliveries::cut)),
            BrokenQueue.around("Q-2", "takes bodies for text", queue -> storing(queue, BrokenDeliveries::asText)),
            BrokenQueue.around("Q-2", "cuts keys", queue -> storing(queue, BrokenDeliveries::cutKey)),
            BrokenQueue.around("Q-2", "forgets the end", queue -> storing(queue, BrokenDeliveries::withoutEnd)),
            BrokenQueue.around("Q-3", "hands out the last one twice", queue -> repeating(queue, 1)),
            BrokenQueue.around("Q-3", "hands out one of hundreds twice", queue -> repeating(queue, 400)),
            BrokenQueue.around("Q-4", "leases for a year", queue -> asking(queue, it -> leasing(it, 365))),
            BrokenQueue.around("Q-4", "does not count", queue -> handingOut(queue, it -> counted(it, 1))),
            BrokenQueue.around("Q-10", "hands out at once", queue -> storing(queue, BrokenDeliveries::dueAtOnce)),
            BrokenQueue.around("Q-10", "waits for the longest delay in front", BrokenDeliveries::waitingInLine),
            BrokenQueue.around("Q-11", "has one lane", queue -> renaming(queue, BrokenDeliveries::inOneLane)),
            BrokenQueue.around(
                    "Q-11", "starves all but the most urgent", queue -> picking(queue, BrokenDeliveries::mostUrgent)),
            BrokenQueue.around(
                    "Q-11", "hands out the youngest first", queue -> picking(queue, BrokenDeliveries::youngest)),
            BrokenQueue.around("Q-11", "wastes what a lane does not use", BrokenDeliveries::wasting),
            BrokenQueue.around("Q-18", "forgets the key", queue -> renaming(queue, BrokenDeliveries::withoutKey)),
            BrokenQueue.around("Q-18", "has one key for all", queue -> renaming(queue, it -> it.withOrderingKey("k"))),
            BrokenQueue.around("Q-18", "has a key per lane", queue -> renaming(queue, BrokenDeliveries::keyOfLane)));

    private BrokenDeliveries() {}

    private static NotificationQueue losing(NotificationQueue queue) {
        return new QueueWrapper(queue) {
            @Override
            public List<PublishResult> publish(List<QueueMessage> messages) {
                queue.publish(messages.subList(0, Math.max(0, messages.size() - 1)));
                return Collections.nCopies(messages.size(), PublishResult.ACCEPTED);
            }
        };
    }

    private static ReceiveRequest waiting(ReceiveRequest request, Duration wait) {
        return new ReceiveRequest(request.max(), wait, request.lease(), request.owner());
    }

    private static ReceiveRequest more(ReceiveRequest request) {
        return new ReceiveRequest(request.max() + 1, request.maxWait(), request.lease(), request.owner());
    }

    private static ReceiveRequest leasing(ReceiveRequest request, int days) {
        return new ReceiveRequest(request.max(), request.maxWait(), Duration.ofDays(days), request.owner());
    }

    private static NotificationQueue sleeping(NotificationQueue queue) {
        return new QueueWrapper(queue) {
            @Override
            public List<Lease> receive(ReceiveRequest request) {
                LockSupport.parkNanos(request.maxWait().toNanos());
                return queue.receive(waiting(request, Duration.ZERO));
            }
        };
    }

    private static NotificationQueue swallowing(NotificationQueue queue) {
        return new QueueWrapper(queue) {
            @Override
            public List<Lease> receive(ReceiveRequest request) {
                List<Lease> leases = queue.receive(request);
                Thread.interrupted();
                return leases;
            }
        };
    }

    private static QueueMessage inOneLane(QueueMessage message) {
        return message.withPriority(Priority.NORMAL);
    }

    private static QueueMessage keyOfLane(QueueMessage message) {
        return message.orderingKey()
                .map(key -> message.withOrderingKey(key + message.priority()))
                .orElse(message);
    }

    private static QueueMessage withoutKey(QueueMessage message) {
        return of(message, message.body(), Optional.empty(), message.notBefore(), message.notAfter());
    }

    private static QueueMessage cutKey(QueueMessage message) {
        Optional<String> key = message.orderingKey().map(it -> it.substring(0, Math.min(255, it.length())));
        return of(message, message.body(), key, message.notBefore(), message.notAfter());
    }

    private static QueueMessage cut(QueueMessage message) {
        byte[] body = Arrays.copyOf(message.body(), Math.min(65_535, message.body().length));
        return of(message, body, message.orderingKey(), message.notBefore(), message.notAfter());
    }

    private static QueueMessage asText(QueueMessage message) {
        byte[] body = new String(message.body(), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        return of(message, body, message.orderingKey(), message.notBefore(), message.notAfter());
    }

    private static QueueMessage withoutEnd(QueueMessage message) {
        return of(message, message.body(), message.orderingKey(), message.notBefore(), Optional.empty());
    }

    private static QueueMessage dueAtOnce(QueueMessage message) {
        return of(message, message.body(), message.orderingKey(), Optional.empty(), message.notAfter());
    }

    private static QueueMessage of(
            QueueMessage message,
            byte[] body,
            Optional<String> key,
            Optional<Instant> notBefore,
            Optional<Instant> notAfter) {
        return new QueueMessage(
                message.id(),
                body,
                message.fingerprint(),
                message.priority(),
                message.headers(),
                key,
                notBefore,
                notAfter);
    }

    /** Hands out with each batch the one that was handed out so many before. */
    private static NotificationQueue repeating(NotificationQueue queue, int distance) {
        AtomicInteger count = new AtomicInteger();
        AtomicReference<Optional<Lease>> kept = new AtomicReference<>(Optional.empty());
        return new QueueWrapper(queue) {
            @Override
            public List<Lease> receive(ReceiveRequest request) {
                List<Lease> leases = new ArrayList<>(queue.receive(request));
                kept.getAndSet(Optional.empty()).ifPresent(leases::add);
                leases.stream()
                        .filter(it -> count.incrementAndGet() % distance == 0)
                        .forEach(it -> kept.set(Optional.of(it)));
                return leases;
            }
        };
    }

    private static Lease counted(Lease lease, int deliveries) {
        return new Lease(lease.message(), lease.handle(), deliveries, lease.failures(), lease.enqueuedAt());
    }

    /** Lets nothing pass what was published before and is not due yet. */
    private static NotificationQueue waitingInLine(NotificationQueue queue) {
        AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);
        return storing(queue, message -> {
            Instant due = message.notBefore().orElse(Instant.MIN);
            Instant latest = last.accumulateAndGet(due, (one, other) -> one.isAfter(other) ? one : other);
            return latest.equals(Instant.MIN) ? message : message.withNotBefore(latest);
        });
    }

    /** Leases all there is, hands out the first by another order, and gives the rest back. */
    private static NotificationQueue picking(NotificationQueue queue, UnaryOperator<List<Lease>> order) {
        return new QueueWrapper(queue) {
            @Override
            public List<Lease> receive(ReceiveRequest request) {
                List<Lease> all = order.apply(queue.receive(
                        new ReceiveRequest(100_000, request.maxWait(), request.lease(), request.owner())));
                int most = Math.min(request.max(), all.size());
                queue.settle(releases(all.subList(most, all.size())));
                return all.subList(0, most);
            }
        };
    }

    private static List<Settlement> releases(List<Lease> leases) {
        return leases.stream()
                .map(it -> (Settlement) new Settlement.Release(it, Duration.ZERO))
                .toList();
    }

    private static List<Lease> mostUrgent(List<Lease> leases) {
        return leases.stream()
                .sorted(Comparator.comparing(it -> it.message().priority()))
                .toList();
    }

    private static List<Lease> youngest(List<Lease> leases) {
        List<Lease> backwards = new ArrayList<>(leases);
        Collections.reverse(backwards);
        return backwards;
    }

    /** Gives no lane more than its weight. */
    private static NotificationQueue wasting(NotificationQueue queue) {
        LaneShares shares = new LaneShares();
        return new QueueWrapper(queue) {
            @Override
            public List<Lease> receive(ReceiveRequest request) {
                Map<Priority, Integer> left = shares.next(request.max());
                Map<Boolean, List<Lease>> within = queue.receive(request).stream()
                        .collect(Collectors.partitioningBy(
                                it -> left.merge(it.message().priority(), -1, Integer::sum) >= 0));
                queue.settle(releases(within.getOrDefault(false, List.of())));
                return within.getOrDefault(true, List.of());
            }
        };
    }

    /** Stores other messages than it is given, and hands out those it was given. */
    static NotificationQueue renaming(NotificationQueue queue, UnaryOperator<QueueMessage> change) {
        Map<String, QueueMessage> given = new ConcurrentHashMap<>();
        NotificationQueue changed = storing(queue, message -> {
            QueueMessage stored = change.apply(message);
            given.put(stored.id() + stored.fingerprint(), message);
            return stored;
        });
        return handingOut(
                changed,
                it -> new Lease(
                        given.getOrDefault(it.message().id() + it.message().fingerprint(), it.message()),
                        it.handle(),
                        it.deliveries(),
                        it.failures(),
                        it.enqueuedAt()));
    }
}
