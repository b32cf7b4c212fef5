package com.jkboat.notify.core.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.core.fake.News;
import com.jkboat.notify.observe.NotificationListener;
import com.jkboat.notify.observe.NotificationListener.Ending;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ListenersTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final News news = new News();
    private final CountDownLatch never = new CountDownLatch(1);

    private static void tell(Listeners listeners, int times) {
        for (int i = 0; i < times; i++) {
            listeners.settled(UUID.randomUUID(), i % 2 == 0 ? Ending.ACKNOWLEDGED : Ending.RETRIED);
        }
    }

    @Test
    void tellsEverythingInItsOrder() throws InterruptedException {
        Listeners listeners = new Listeners(List.of(news));

        tell(listeners, 1_000);
        listeners.awaitQuiet(LONG);

        assertThat(news.endings).hasSize(1_000).startsWith(Ending.ACKNOWLEDGED, Ending.RETRIED, Ending.ACKNOWLEDGED);
        listeners.close();
    }

    @Test
    void goesOnAfterAnExceptionAndAfterAnError() throws InterruptedException {
        NotificationListener failing = new NotificationListener() {
            private int calls;

            @Override
            public void settled(UUID eventId, Ending ending) {
                calls++;
                if (calls == 1) {
                    throw new IllegalStateException("bug");
                }
                if (calls == 2) {
                    throw new NoClassDefFoundError("missing");
                }
                news.settled(eventId, ending);
            }
        };
        Listeners listeners = new Listeners(List.of(failing));

        tell(listeners, 3);
        listeners.awaitQuiet(LONG);

        assertThat(news.endings).hasSize(1);
        listeners.close();
    }

    @Test
    void holdsUpNeitherWorkNorOthersWhenOneHangs() throws InterruptedException {
        Listeners listeners = new Listeners(List.of(hanging(), news));

        tell(listeners, Audience.MAX_BEHIND + 500);
        listeners.all().get(1).awaitQuiet(LONG);

        assertThat(news.endings).hasSize(Audience.MAX_BEHIND + 500);
        never.countDown();
        listeners.close();
    }

    @Test
    void hearsAgainOnceItHasCaughtUp() throws InterruptedException {
        News late = new News();
        NotificationListener slow = new NotificationListener() {
            @Override
            public void paused(Duration forAbout) {
                waitForEver();
            }

            @Override
            public void settled(UUID eventId, Ending ending) {
                late.settled(eventId, ending);
            }
        };
        Listeners listeners = new Listeners(List.of(slow));
        listeners.paused(LONG);
        tell(listeners, Audience.MAX_BEHIND + 500);

        never.countDown();
        while (!listeners.all().get(0).awaitQuiet(LONG)) {
            Thread.onSpinWait(); // so far behind that it does not even hear the question
        }
        int caughtUp = late.endings.size();
        tell(listeners, 10);
        listeners.awaitQuiet(LONG);

        assertThat(caughtUp).isBetween(Audience.MAX_BEHIND, Audience.MAX_BEHIND + 2);
        assertThat(late.endings).hasSize(caughtUp + 10);
        listeners.close();
    }

    @Test
    void letsItHearTheRestBeforeTheEnd() {
        Listeners listeners = new Listeners(List.of(news));

        tell(listeners, 500);
        listeners.close();

        assertThat(news.endings).hasSize(500);
    }

    @Test
    void canBeClosedByAListener() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Listeners[] self = new Listeners[1];
        NotificationListener closing = new NotificationListener() {
            @Override
            public void resumed() {
                self[0].close();
                closed.countDown();
            }
        };
        self[0] = new Listeners(List.of(closing));

        self[0].resumed();

        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private NotificationListener hanging() {
        return new NotificationListener() {
            @Override
            public void settled(UUID eventId, Ending ending) {
                waitForEver();
            }
        };
    }

    private void waitForEver() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
