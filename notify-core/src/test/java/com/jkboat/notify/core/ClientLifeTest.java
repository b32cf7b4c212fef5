package com.jkboat.notify.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.EmailRequest;
import com.jkboat.notify.EventRefusedException;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.Receipt;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.core.fake.Breakable;
import com.jkboat.notify.core.fake.News;
import com.jkboat.notify.core.fake.ScriptedProvider;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.core.memory.InMemoryAuditStore;
import com.jkboat.notify.core.memory.InMemoryNotificationQueue;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.observe.NotificationListener;
import com.jkboat.notify.observe.NotificationListener.Ending;
import com.jkboat.notify.provider.SendOutcome.Deferred;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.QueueStats;
import com.jkboat.notify.template.Rendered;
import com.jkboat.notify.template.TemplateId;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client from its building to its end. */
@Timeout(60)
class ClientLifeTest {

    private final ScriptedProvider provider = new ScriptedProvider("one");
    private final Breakable<NotificationQueue> queue =
            Breakable.of(NotificationQueue.class, new InMemoryNotificationQueue(Clock.systemUTC()));

    private Notify.Builder builder() {
        return Notify.builder()
                .domain(Shop.domain())
                .queue(queue.get())
                .audit(new InMemoryAuditStore())
                .provider(provider)
                .templates(request -> new Rendered(
                        TemplateId.of(request.template().name(), 1), request.locale(), "S", Optional.empty(), "T"));
    }

    @Test
    void tellsItsListenersEverythingBeforeItSaysThatItIsIdle() throws InterruptedException {
        News news = new News();
        NotificationListener failing = new NotificationListener() {
            @Override
            public void statusChanged(Change change) {
                throw new NoClassDefFoundError("broken");
            }
        };

        try (NotificationClient client =
                builder().listener(failing).listener(news).build()) {
            for (int i = 0; i < 50; i++) {
                client.publish(Shop.order());
            }
            client.workUntilIdle(Duration.ofSeconds(30));

            assertThat(news.statuses).hasSize(50).containsOnly(NotificationStatus.SENT);
            assertThat(news.endings).hasSize(50);
        }
    }

    @Test
    void sendsInSpiteOfAListenerThatHangs() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        NotificationListener hanging = new NotificationListener() {
            @Override
            public void statusChanged(Change change) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };

        try (NotificationClient client = builder().listener(hanging).build()) {
            for (int i = 0; i < 100; i++) {
                client.publish(Shop.order());
            }
            client.workUntilIdle(Duration.ofSeconds(30));
            never.countDown();

            assertThat(provider.called()).hasSize(100);
        }
    }

    @Test
    void takesNothingMoreAfterItWasClosed() {
        NotificationClient client = builder().build();
        client.close();
        client.close();

        assertThatThrownBy(() -> client.publish(Shop.order())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> client.publish(Shop.order(), connection())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> client.publishAll(List.of(Shop.order()))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> client.send(request("order-confirmation"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(client::start).isInstanceOf(IllegalStateException.class);
        assertThat(queue.calls("publish")).isZero();
        assertThat(provider.closed()).isEqualTo(1);
    }

    @Test
    void publishesAndAnswersButWorksNoMoreOnceItWasDrained() throws Exception {
        provider.answers(new Deferred("later", Optional.of(Duration.ofHours(1))));
        ExecutorService threads = Executors.newCachedThreadPool();
        News news = new News();
        Settings patient = Settings.of(Map.of("notify.retry.delays", "1h"));
        try (NotificationClient client =
                builder().settings(patient).listener(news).build()) {
            client.publish(Shop.order());
            Future<QueueStats> working = threads.submit(() -> client.workUntilIdle(Duration.ofSeconds(50)));
            while (client.queueStats().delayed() == 0) {
                Thread.onSpinWait();
            }

            client.drain();

            assertThat(working.get().delayed()).isEqualTo(1);
            assertThat(news.endings).containsExactly(Ending.RETRIED);
            assertThat(client.publish(Shop.order())).isInstanceOf(Receipt.Accepted.class);
            assertThat(client.queueStats().pending()).isEqualTo(2);
            assertThatThrownBy(client::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("drained");
            client.drain();
            assertThat(provider.called()).hasSize(1);
        }
        threads.shutdownNow();
    }

    @Test
    void canBeClosedWhileItStarts() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        for (int round = 0; round < 30; round++) {
            NotificationClient client = builder().build();
            Future<?> starting = threads.submit(() -> {
                try {
                    client.start();
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessageContaining("closed");
                }
            });
            client.close();
            starting.get();
        }

        threads.shutdownNow();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("notify-worker", "notify-claim", "notify-record", "notify-settle");
    }

    @Test
    void closesWhatWasOpenedWhenItDoesNotFitTogether() {
        Settings wrong = Settings.of(Map.of("notify.wroker.concurrency", "3"));

        assertThatThrownBy(() -> builder().settings(wrong).build()).isInstanceOf(ConfigurationException.class);

        assertThat(provider.closed()).isEqualTo(1);
        assertThat(queue.calls("close")).isEqualTo(1);
    }

    @Test
    void refusesAConnectionWhereTheQueueLivesInMemory() {
        try (NotificationClient client = builder().build()) {
            assertThatThrownBy(() -> client.publish(Shop.order(), connection()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("NTF-023");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "a/../b", "order\u0000", "ORDER", "a//v1", "{{x}}", "a/v0", ""})
    void refusesTemplateNamesThatCouldLeadElsewhere(String template) {
        try (NotificationClient client = builder().build()) {
            assertThatThrownBy(() -> client.send(request(template)))
                    .isInstanceOf(EventRefusedException.class)
                    .hasMessageContaining("$.payload.templateId");
            assertThat(queue.calls("publish")).isZero();
        }
    }

    private static EmailRequest request(String template) {
        return EmailRequest.of(EmailAddress.of("anna@example.org"), template, Map.of());
    }

    private static Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
