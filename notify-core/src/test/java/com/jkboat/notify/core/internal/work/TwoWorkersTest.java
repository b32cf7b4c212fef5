package com.jkboat.notify.core.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.message.EmailMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two workers race for the same messages, and two publishers with the same events. */
@Timeout(60)
class TwoWorkersTest {

    private static final int EVENTS = 200;

    private final EngineRig rig = new EngineRig();
    private final ExecutorService publishers = Executors.newFixedThreadPool(2);

    @AfterEach
    void close() {
        publishers.shutdownNow();
        rig.close();
    }

    @Test
    void sendEachNotificationOnce() throws Exception {
        rig.threads = Executors.newCachedThreadPool();
        WorkLoop first = rig.loop();
        rig.restart();
        WorkLoop second = rig.loop();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            events.add(Shop.order(Map.of("order", "O-" + i % 20)));
        }

        first.start();
        second.start();
        publishTwiceAtOnce(events);
        awaitAllSent(events);
        first.close();

        assertThat(rig.provider.called()).hasSize(EVENTS);
        assertThat(rig.provider.called().stream()
                        .map(EmailMessage::notificationId)
                        .distinct())
                .hasSize(EVENTS);
        assertThat(rig.queue.get().stats().pending()).isZero();
    }

    private void publishTwiceAtOnce(List<Event> events) throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            done.add(publishers.submit(() -> {
                together.await();
                events.forEach(rig::publish);
                return true;
            }));
        }
        for (Future<?> one : done) {
            one.get();
        }
    }

    private void awaitAllSent(List<Event> events) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (rig.queue.get().stats().pending() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(events).allMatch(event -> rig.status(event) == NotificationStatus.SENT);
    }
}
