package com.jkboat.notify.core.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.QueueFullException;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.queue.NotificationQueueContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryNotificationQueueTest extends NotificationQueueContract {

    private final MutableClock clock = MutableClock.create();

    @Override
    protected NotificationQueue open() {
        return new InMemoryNotificationQueue(clock);
    }

    @Override
    protected void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    @Test
    void takesNothingOfABatchThatDoesNotFit() {
        NotificationQueue small = new InMemoryNotificationQueue(clock, 2);

        assertThatThrownBy(() -> small.publish(List.of(message("a"), message("b"), message("c"))))
                .isInstanceOf(QueueFullException.class);
    }
}
