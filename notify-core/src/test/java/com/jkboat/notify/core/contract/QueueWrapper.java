package com.jkboat.notify.core.contract;

import com.jkboat.notify.Page;
import com.jkboat.notify.queue.Capabilities;
import com.jkboat.notify.queue.DeadLetter;
import com.jkboat.notify.queue.DeadLetters;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.QueueStats;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.queue.Removed;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Passes everything on to a queue; what breaks a rule overrides what it does otherwise. */
public class QueueWrapper implements NotificationQueue {

    protected final NotificationQueue queue;

    public QueueWrapper(NotificationQueue queue) {
        this.queue = queue;
    }

    /** Stores other messages than those it is given. */
    public static NotificationQueue storing(NotificationQueue queue, UnaryOperator<QueueMessage> change) {
        return new QueueWrapper(queue) {
            @Override
            public List<PublishResult> publish(List<QueueMessage> messages) {
                return queue.publish(messages.stream().map(change).toList());
            }
        };
    }

    /** Hands out other leases than those it gets. */
    public static NotificationQueue handingOut(NotificationQueue queue, UnaryOperator<Lease> change) {
        return new QueueWrapper(queue) {
            @Override
            public List<Lease> receive(ReceiveRequest request) {
                return queue.receive(request).stream().map(change).toList();
            }
        };
    }

    /** Settles in another way than it is told. */
    public static NotificationQueue settling(NotificationQueue queue, UnaryOperator<Settlement> change) {
        return new QueueWrapper(queue) {
            @Override
            public List<Settled> settle(List<Settlement> settlements) {
                return queue.settle(settlements.stream().map(change).toList());
            }
        };
    }

    /** Asks for other leases than it is asked for. */
    public static NotificationQueue asking(NotificationQueue queue, UnaryOperator<ReceiveRequest> change) {
        return new QueueWrapper(queue) {
            @Override
            public List<Lease> receive(ReceiveRequest request) {
                return queue.receive(change.apply(request));
            }
        };
    }

    /** Counts in another way. */
    public static NotificationQueue counting(NotificationQueue queue, UnaryOperator<QueueStats> change) {
        return new QueueWrapper(queue) {
            @Override
            public QueueStats stats() {
                return change.apply(queue.stats());
            }
        };
    }

    /** Has other dead letters. */
    public static NotificationQueue burying(NotificationQueue queue, UnaryOperator<DeadLetters> change) {
        DeadLetters changed = change.apply(queue.deadLetters());
        return new QueueWrapper(queue) {
            @Override
            public DeadLetters deadLetters() {
                return changed;
            }
        };
    }

    @Override
    public Capabilities capabilities() {
        return queue.capabilities();
    }

    @Override
    public List<PublishResult> publish(List<QueueMessage> messages) {
        return queue.publish(messages);
    }

    @Override
    public List<PublishResult> publish(List<QueueMessage> messages, Connection connection) {
        return queue.publish(messages, connection);
    }

    @Override
    public List<Lease> receive(ReceiveRequest request) {
        return queue.receive(request);
    }

    @Override
    public List<Settled> settle(List<Settlement> settlements) {
        return queue.settle(settlements);
    }

    @Override
    public List<Settled> extend(List<Lease> leases, Duration lease) {
        return queue.extend(leases, lease);
    }

    @Override
    public DeadLetters deadLetters() {
        return queue.deadLetters();
    }

    @Override
    public Removed remove(String header, String value) {
        return queue.remove(header, value);
    }

    @Override
    public QueueStats stats() {
        return queue.stats();
    }

    @Override
    public void close() {
        queue.close();
    }

    /** Passes everything on to the dead letters of a queue. */
    public static class Letters implements DeadLetters {

        protected final DeadLetters letters;

        public Letters(DeadLetters letters) {
            this.letters = letters;
        }

        @Override
        public Page<DeadLetter> list(Filter filter, int limit, Optional<String> after) {
            return letters.list(filter, limit, after);
        }

        @Override
        public long replay(Filter filter, int perSecond) {
            return letters.replay(filter, perSecond);
        }

        @Override
        public long purge(Filter filter) {
            return letters.purge(filter);
        }
    }
}
