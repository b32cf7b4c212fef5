package com.jkboat.notify.core.contract;

import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.Removed;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Queues that remove something else than they are told. */
final class BrokenRemovals {

    static final List<BrokenQueue> ALL = List.of(
            BrokenQueue.around("Q-19", "removes nothing", BrokenRemovals::idle),
            BrokenQueue.around("Q-19", "does not tell what it removed", BrokenRemovals::silent),
            BrokenQueue.around("Q-19", "looks at the name of the header alone", BrokenRemovals::greedy));

    private BrokenRemovals() {}

    private static NotificationQueue idle(NotificationQueue queue) {
        return new QueueWrapper(queue) {
            @Override
            public Removed remove(String header, String value) {
                return Removed.NOTHING;
            }
        };
    }

    private static NotificationQueue silent(NotificationQueue queue) {
        return new QueueWrapper(queue) {
            @Override
            public Removed remove(String header, String value) {
                queue.remove(header, value);
                return Removed.NOTHING;
            }
        };
    }

    private static NotificationQueue greedy(NotificationQueue queue) {
        Set<String> values = new HashSet<>();
        return new QueueWrapper(queue) {
            @Override
            public List<PublishResult> publish(List<QueueMessage> messages) {
                messages.forEach(message -> values.addAll(message.headers().values()));
                return queue.publish(messages);
            }

            @Override
            public Removed remove(String header, String value) {
                return values.stream().map(one -> queue.remove(header, one)).reduce(Removed.NOTHING, Removed::plus);
            }
        };
    }
}
