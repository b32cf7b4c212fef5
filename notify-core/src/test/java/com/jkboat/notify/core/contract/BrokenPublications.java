package com.jkboat.notify.core.contract;

import com.jkboat.notify.QueueFullException;
import com.jkboat.notify.core.memory.InMemoryNotificationQueue;
import com.jkboat.notify.core.memory.MemoryQueueOptions;
import com.jkboat.notify.queue.Capabilities;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** Queues that take what they should not, or say so. */
final class BrokenPublications {

    static final List<BrokenQueue> ALL = List.of(
            BrokenQueue.around(
                    "Q-12", "says it took a duplicate", queue -> answering(queue, it -> PublishResult.ACCEPTED)),
            BrokenQueue.around(
                    "Q-12", "takes a conflict for a duplicate", queue -> answering(queue, it -> noConflict(it))),
            BrokenQueue.around("Q-12", "looks first and stores later", BrokenPublications::racing),
            BrokenQueue.around("Q-12", "never frees an id", BrokenPublications::remembering),
            BrokenQueue.around("Q-13", "refuses a batch for one that is too large", BrokenPublications::refusing),
            BrokenQueue.around("Q-13", "takes more than it says", BrokenPublications::modest),
            BrokenQueue.around("Q-13", "stores a batch from its end", BrokenPublications::backwards),
            new BrokenQueue("Q-15", "is never full", (clock, options) -> new InMemoryNotificationQueue(clock)),
            new BrokenQueue("Q-15", "takes what fits of a batch", BrokenPublications::oneByOne),
            new BrokenQueue("Q-15", "wants room for what it has", BrokenPublications::roomy),
            BrokenQueue.around("Q-16", "publishes beside the transaction", BrokenPublications::beside));

    private BrokenPublications() {}

    private static NotificationQueue answering(NotificationQueue queue, UnaryOperator<PublishResult> change) {
        return new QueueWrapper(queue) {
            @Override
            public List<PublishResult> publish(List<QueueMessage> messages) {
                return queue.publish(messages).stream().map(change).toList();
            }
        };
    }

    private static PublishResult noConflict(PublishResult result) {
        return result == PublishResult.CONFLICT ? PublishResult.DUPLICATE : result;
    }

    /** Finds a duplicate only if it was there some time ago. */
    private static NotificationQueue racing(NotificationQueue queue) {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        return new QueueWrapper(queue) {
            @Override
            public List<PublishResult> publish(List<QueueMessage> messages) {
                boolean fresh = messages.stream().noneMatch(it -> seen.contains(it.id()));
                LockSupport.parkNanos(1_000_000);
                messages.forEach(it -> seen.add(it.id()));
                List<PublishResult> results = queue.publish(messages);
                return fresh ? Collections.nCopies(messages.size(), PublishResult.ACCEPTED) : results;
            }
        };
    }

    private static NotificationQueue remembering(NotificationQueue queue) {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        return new QueueWrapper(queue) {
            @Override
            public List<PublishResult> publish(List<QueueMessage> messages) {
                boolean known = messages.stream().anyMatch(it -> !seen.add(it.id()));
                return known ? Collections.nCopies(messages.size(), PublishResult.DUPLICATE) : queue.publish(messages);
            }
        };
    }

    private static NotificationQueue refusing(NotificationQueue queue) {
        return new QueueWrapper(queue) {
            @Override
            public List<PublishResult> publish(List<QueueMessage> messages) {
                int most = queue.capabilities().maxBodyBytes();
                boolean fits = messages.stream().allMatch(it -> it.body().length <= most);
                return fits ? queue.publish(messages) : Collections.nCopies(messages.size(), PublishResult.TOO_LARGE);
            }
        };
    }

    private static NotificationQueue modest(NotificationQueue queue) {
        return new QueueWrapper(queue) {
            @Override
            public Capabilities capabilities() {
                Capabilities honest = queue.capabilities();
                return new Capabilities(false, true, true, honest.maxDelay(), honest.maxBodyBytes() / 2);
            }
        };
    }

    private static NotificationQueue backwards(NotificationQueue queue) {
        return new QueueWrapper(queue) {
            @Override
            public List<PublishResult> publish(List<QueueMessage> messages) {
                List<QueueMessage> turned = new ArrayList<>(messages);
                Collections.reverse(turned);
                List<PublishResult> results = new ArrayList<>(queue.publish(turned));
                Collections.reverse(results);
                return results;
            }
        };
    }

    private static NotificationQueue oneByOne(InstantSource clock, MemoryQueueOptions options) {
        return new QueueWrapper(new InMemoryNotificationQueue(clock, options)) {
            @Override
            public List<PublishResult> publish(List<QueueMessage> messages) {
                return messages.stream()
                        .map(it -> queue.publish(List.of(it)).get(0))
                        .toList();
            }
        };
    }

    private static NotificationQueue roomy(InstantSource clock, MemoryQueueOptions options) {
        return new QueueWrapper(new InMemoryNotificationQueue(clock)) {
            @Override
            public List<PublishResult> publish(List<QueueMessage> messages) {
                if (queue.stats().ready() + messages.size() > options.maxDepth()) {
                    throw new QueueFullException(options.maxDepth());
                }
                return queue.publish(messages);
            }
        };
    }

    private static NotificationQueue beside(NotificationQueue queue) {
        return new QueueWrapper(queue) {
            @Override
            public List<PublishResult> publish(List<QueueMessage> messages, Connection connection) {
                return queue.publish(messages);
            }
        };
    }
}
