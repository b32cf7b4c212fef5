package com.jkboat.notify.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.Erasure;
import com.jkboat.notify.Event;
import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.NotificationId;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.core.fake.ScriptedProvider;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.core.memory.InMemoryAuditStore;
import com.jkboat.notify.core.memory.InMemoryNotificationQueue;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.queue.Removed;
import com.jkboat.notify.queue.Settlement;
import com.jkboat.notify.template.Rendered;
import com.jkboat.notify.template.TemplateId;
import com.jkboat.notify.testkit.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A customer is forgotten in one call: in the queue, among what is still owed, and on record. */
@Timeout(60)
class ErasureTest {

    private static final String ANNA = "CUST789";
    private static final String BY = "support@shop.example";

    private final MutableClock clock = MutableClock.create();
    private final InMemoryNotificationQueue queue = new InMemoryNotificationQueue(clock);
    private final InMemoryAuditStore audit = new InMemoryAuditStore();
    private final ScriptedProvider provider = new ScriptedProvider("one");
    private final NotificationClient client = Notify.builder()
            .settings(Settings.of(Map.of("notify.sender", "shop@example.org")))
            .domain(Shop.domain())
            .clock(clock)
            .queue(queue)
            .audit(audit)
            .provider(provider)
            .templates(request -> new Rendered(
                    TemplateId.of(request.template().name(), 1), request.locale(), "S", Optional.empty(), "T"))
            .build();

    @AfterEach
    void close() {
        client.close();
    }

    private static Event ordered() {
        return Shop.order();
    }

    private static Event orderedBySomebodyElse() {
        return Shop.order(Map.of("customer", "CUST790"));
    }

    private Notification confirmation(Event event) {
        return client.notifications()
                .find(NotificationId.of(event.id(), "order-confirmation", "customer"))
                .orElseThrow();
    }

    private Lease lease() {
        return queue.receive(new ReceiveRequest(1, Duration.ZERO, Duration.ofMinutes(1), "another"))
                .get(0);
    }

    private Erasure erase() {
        return client.privacy().erase(ANNA, BY, "asked by letter");
    }

    @Test
    void takesTheMessagesOutOfTheQueueAndTheDeadLettersAndNoOthers() {
        client.publish(ordered());
        queue.settle(List.of(new Settlement.Bury(lease(), "hopeless")));
        client.publish(ordered());
        client.publish(orderedBySomebodyElse());

        Erasure erasure = erase();

        assertThat(erasure.messages()).isEqualTo(new Removed(1, 0, 1));
        assertThat(erasure.isComplete()).isTrue();
        assertThat(client.deadLetters().list(10, Optional.empty()).items()).isEmpty();
        assertThat(client.queueStats().ready()).isEqualTo(1);
    }

    @Test
    void tellsWhenAMailWasBeingSentAtThatMoment() {
        client.publish(ordered());
        lease();

        assertThat(erase().isComplete()).isFalse();
        assertThat(erase().isComplete()).isTrue();
    }

    @Test
    void cancelsWhatIsStillOwed() throws Exception {
        provider.answers(new SendOutcome.Deferred("later", Optional.of(Duration.ofHours(1))));
        Event event = ordered();
        client.publish(event);
        client.workUntilIdle(Duration.ofMillis(500));
        assertThat(confirmation(event).status()).isEqualTo(NotificationStatus.DEFERRED);

        Erasure erasure = erase();

        assertThat(erasure.cancelled()).isEqualTo(1);
        assertThat(confirmation(event).status()).isEqualTo(NotificationStatus.CANCELLED);
        assertThat(client.queueStats().isIdle()).isTrue();
        assertThat(provider.called()).hasSize(1);
    }

    @Test
    void leavesOnRecordWhatWasSentButNotToWhom() throws Exception {
        Event event = ordered();
        client.publish(event);
        client.workUntilIdle(Duration.ofSeconds(30));

        Erasure erasure = erase();

        assertThat(erasure.events()).isEqualTo(1);
        assertThat(erasure.cancelled()).isZero();
        assertThat(confirmation(event).status()).isEqualTo(NotificationStatus.SENT);
        assertThat(confirmation(event).recipient()).isEmpty();
        assertThat(client.notifications()
                        .search(NotificationQuery.all().ofCustomer(ANNA))
                        .items())
                .isEmpty();
        assertThat(erasure.toString()).doesNotContain(ANNA);
    }

    @Test
    void mayBeRepeated() throws Exception {
        client.publish(ordered());
        client.workUntilIdle(Duration.ofSeconds(30));
        erase();

        Erasure again = erase();

        assertThat(again).isEqualTo(new Erasure(clock.instant(), BY, Removed.NOTHING, 0, 0));
    }

    @Test
    void mustSayWhomByWhomAndWhy() {
        assertThatThrownBy(() -> client.privacy().erase(" ", BY, "why")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.privacy().erase(ANNA, "", "why")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.privacy().erase(ANNA, BY, " ")).isInstanceOf(IllegalArgumentException.class);
    }
}
