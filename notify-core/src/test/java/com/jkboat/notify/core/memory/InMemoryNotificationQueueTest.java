package com.jkboat.notify.core.memory;

import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.queue.NotificationQueueContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

class InMemoryNotificationQueueTest extends NotificationQueueContract {

    private final MutableClock clock = MutableClock.create();

    @Override
    protected NotificationQueue open() {
        return new InMemoryNotificationQueue(clock);
    }

    @Override
    protected Optional<NotificationQueue> openWithMaxDepth(int messages) {
        return Optional.of(new InMemoryNotificationQueue(clock, MemoryQueueOptions.DEFAULTS.withMaxDepth(messages)));
    }

    @Override
    protected void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }
}
