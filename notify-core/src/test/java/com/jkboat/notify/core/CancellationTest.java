package com.jkboat.notify.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.Event;
import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.NotificationId;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.core.fake.Breakable;
import com.jkboat.notify.core.fake.ScriptedProvider;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.core.memory.InMemoryAuditStore;
import com.jkboat.notify.core.memory.InMemoryNotificationQueue;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.template.Rendered;
import com.jkboat.notify.template.TemplateId;
import com.jkboat.notify.testkit.MutableClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A person lets nothing more go out about a subject. */
@Timeout(60)
class CancellationTest {

    private static final String BY = "support@shop.example";

    private final MutableClock clock = MutableClock.create();
    private final Breakable<AuditStore> audit = Breakable.of(AuditStore.class, new InMemoryAuditStore());
    private final ScriptedProvider provider = new ScriptedProvider("one");
    private final NotificationClient client = Notify.builder()
            .settings(Settings.of(Map.of("notify.sender", "shop@example.org")))
            .domain(Shop.domain())
            .clock(clock)
            .queue(new InMemoryNotificationQueue(clock))
            .audit(audit.get())
            .provider(provider)
            .templates(request -> new Rendered(
                    TemplateId.of(request.template().name(), 1), request.locale(), "S", Optional.empty(), "T"))
            .build();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void cancelsWhatIsWaitingAboutASubjectAndNothingElse() throws Exception {
        provider.answersTimes(2, new SendOutcome.Deferred("later", Optional.of(Duration.ofHours(1))));
        Event meant = published("O-1");
        Event other = published("O-2");
        workUntilDeferred(meant, other);

        long cancelled = client.notifications().cancel("order/O-1", BY, "the customer called");

        assertThat(cancelled).isEqualTo(1);
        assertThat(client.notifications().explain("order/O-1").timeline())
                .anySatisfy(entry -> assertThat(entry.actor() + ": " + entry.detail())
                        .contains(BY)
                        .contains("the customer called"));
        clock.advance(Duration.ofHours(1));
        client.workUntilIdle(Duration.ofSeconds(30));
        assertThat(confirmation(meant).status()).isEqualTo(NotificationStatus.CANCELLED);
        assertThat(confirmation(other).status()).isEqualTo(NotificationStatus.SENT);
        assertThat(provider.called()).hasSize(3);
        assertThat(client.queueStats().isIdle()).isTrue();
    }

    @Test
    void leavesAloneWhatWasSent() throws Exception {
        Event event = published("O-1");
        client.workUntilIdle(Duration.ofSeconds(30));

        assertThat(client.notifications().cancel("order/O-1", BY, "too late")).isZero();

        assertThat(confirmation(event).status()).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    void doesNotCountWhatWasSentWhileItLooked() throws Exception {
        provider.answers(new SendOutcome.Deferred("later", Optional.of(Duration.ofHours(1))));
        Event event = published("O-1");
        workUntilDeferred(event);
        audit.after("search", () -> {
            clock.advance(Duration.ofHours(1));
            workUntilIdle();
        });

        assertThat(client.notifications().cancel("order/O-1", BY, "too late")).isZero();

        assertThat(confirmation(event).status()).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    void mustSayOfWhatByWhomAndWhy() {
        assertThatThrownBy(() -> client.notifications().cancel(" ", BY, "why"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.notifications().cancel("order/O-1", "", "why"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.notifications().cancel("order/O-1", BY, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Works until these were tried once and are back in the queue for later: from here on the clock may move. */
    private void workUntilDeferred(Event... events) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!areBack(events) && System.nanoTime() - deadline < 0) {
            client.workUntilIdle(Duration.ofMillis(50));
        }
    }

    private boolean areBack(Event... events) {
        return Stream.of(events).allMatch(this::isDeferred)
                && client.queueStats().delayed() == events.length;
    }

    private boolean isDeferred(Event event) {
        return client.notifications()
                .find(idOf(event))
                .filter(it -> it.status() == NotificationStatus.DEFERRED)
                .isPresent();
    }

    private void workUntilIdle() {
        try {
            client.workUntilIdle(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Event published(String order) {
        Event event = Shop.order(Map.of("order", order));
        client.publish(event);
        return event;
    }

    private Notification confirmation(Event event) {
        return client.notifications().find(idOf(event)).orElseThrow();
    }

    private static UUID idOf(Event event) {
        return NotificationId.of(event.id(), "order-confirmation", "customer");
    }
}
