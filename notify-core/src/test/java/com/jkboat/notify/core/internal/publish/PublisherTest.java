package com.jkboat.notify.core.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.AuditUnavailableException;
import com.jkboat.notify.Event;
import com.jkboat.notify.EventConflictException;
import com.jkboat.notify.EventRefusedException;
import com.jkboat.notify.QueueUnavailableException;
import com.jkboat.notify.Receipt;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.core.fake.Breakable;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.core.internal.plan.Planner;
import com.jkboat.notify.core.memory.InMemoryAuditStore;
import com.jkboat.notify.core.memory.InMemoryNotificationQueue;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.testkit.MutableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublisherTest {

    private final MutableClock clock = MutableClock.create();
    private final Breakable<NotificationQueue> queue =
            Breakable.of(NotificationQueue.class, new InMemoryNotificationQueue(clock));
    private final Breakable<AuditStore> audit = Breakable.of(AuditStore.class, new InMemoryAuditStore());
    private final EventShapes shapes = new EventShapes(List.of(Shop.schema()));
    private final Publisher publisher =
            new Publisher(shapes, new Planner(shapes, List.of(Shop.confirmation())), audit.get(), queue.get());

    private Receipt publish(Event event) {
        return publisher.publish(List.of(event), queue.get()::publish).get(0);
    }

    private List<Lease> queued() {
        clock.advance(Duration.ofMinutes(2));
        return queue.get().receive(new ReceiveRequest(100, Duration.ZERO, Duration.ofMinutes(1), "test"));
    }

    @Test
    void namesEveryFaultAndStoresNothing() {
        Map<String, Object> payload = new HashMap<>(Shop.order().payload());
        payload.remove("name");
        payload.put("email", "nobody at all");
        payload.put("zone", "Europe/Atlantis");
        payload.put("amount", -1);

        Receipt receipt =
                publish(new Event(Shop.order().id(), Shop.PLACED, clock.instant(), payload, Optional.empty()));

        assertThatThrownBy(receipt::orThrow)
                .isInstanceOf(EventRefusedException.class)
                .hasMessageContaining("$.payload.name is missing")
                .hasMessageContaining("$.payload.email INVALID_EMAIL")
                .hasMessageContaining("$.payload.zone must be a time zone")
                .hasMessageContaining("$.payload.amount must be at least 0")
                .hasMessageNotContaining("nobody at all");
        assertThat(queued()).isEmpty();
    }

    @Test
    void refusesAnUnknownTypeAndNamesTheKnownOnes() {
        Receipt receipt = publish(Event.of("order.exploded", Map.of()));

        assertThatThrownBy(receipt::orThrow)
                .isInstanceOf(EventRefusedException.class)
                .hasMessageContaining("order.placed");
    }

    @Test
    void refusesWhatAWorkerCouldNotRead() {
        Receipt receipt = publish(Shop.order(Map.of("note", "x".repeat(EventJson.MAX_BYTES))));

        assertThatThrownBy(receipt::orThrow)
                .isInstanceOf(EventRefusedException.class)
                .hasMessageContaining("$ must have at most " + EventJson.MAX_BYTES + " bytes");
        assertThat(queued()).isEmpty();
    }

    @Test
    void storesTheSameEventOnce() {
        Event event = Shop.order();

        assertThat(publish(event)).isInstanceOf(Receipt.Accepted.class);
        assertThat(publish(event)).isInstanceOf(Receipt.Duplicate.class);
        assertThat(publisher.publish(List.of(event, event), queue.get()::publish))
                .allMatch(Receipt.Duplicate.class::isInstance);
        assertThat(queued()).hasSize(1);
    }

    @Test
    void takesAnotherFormOfTheSameContentForTheSame() {
        Event event = Shop.order(Map.of("amount", 240));
        Map<String, Object> other = new HashMap<>(event.payload());
        other.put("amount", new BigDecimal("240.00"));

        publish(event);

        assertThat(publish(new Event(event.id(), event.type(), event.timestamp(), other, event.correlationId())))
                .isInstanceOf(Receipt.Duplicate.class);
    }

    @Test
    void refusesOtherContentUnderAKnownIdAndPutsTheClashIntoTheQueue() {
        Event event = Shop.order();
        publish(event);

        Receipt receipt = publish(Shop.order(Map.of("name", "Jane Roe")).withId(event.id()));

        assertThatThrownBy(receipt::orThrow).isInstanceOf(EventConflictException.class);
        assertThat(queued())
                .extracting(lease -> WorkItem.of(lease.message()).kind())
                .containsExactlyInAnyOrder(WorkItem.Kind.EVENT, WorkItem.Kind.CONFLICT);
    }

    @Test
    void tellsOfAClashAlsoWhenItCannotBePutOnRecord() {
        Event event = Shop.order();
        publish(event);
        List<Event> batch =
                List.of(Shop.order(), Shop.order(Map.of("name", "Jane Roe")).withId(event.id()));
        List<QueueMessage> stored = new ArrayList<>();
        queue.fails("publish", 1, () -> QueueUnavailableException.nothingStored("locked", new IllegalStateException()));

        List<Receipt> receipts = publisher.publish(batch, messages -> {
            stored.addAll(messages);
            return messages.stream()
                    .map(message -> message.id().equals(event.id().toString())
                            ? PublishResult.CONFLICT
                            : PublishResult.ACCEPTED)
                    .toList();
        });

        assertThat(receipts.get(0)).isInstanceOf(Receipt.Accepted.class);
        assertThat(receipts.get(1)).isInstanceOf(Receipt.Conflict.class);
        assertThat(stored).hasSize(2);
    }

    @Test
    void judgesEachEventOfABatchOnItsOwn() {
        Event good = Shop.order();
        Event bad = Event.of(Shop.PLACED, Map.of());

        List<Receipt> receipts = publisher.publish(List.of(bad, good), queue.get()::publish);

        assertThat(receipts.get(0)).isInstanceOf(Receipt.Refused.class);
        assertThat(receipts.get(1)).isInstanceOf(Receipt.Accepted.class);
        assertThat(queued()).hasSize(1);
    }

    @Test
    void storesWhatIsGivenAConnectionThroughThatAlone() {
        List<QueueMessage> throughConnection = new ArrayList<>();

        publisher.publish(List.of(Shop.order()), messages -> {
            throughConnection.addAll(messages);
            return List.of(PublishResult.ACCEPTED);
        });

        assertThat(throughConnection).hasSize(1);
        assertThat(queue.calls("publish")).isZero();
    }

    @Test
    void goesOnWithoutTheAuditStore() {
        audit.fails("fingerprints", 1, () -> new AuditUnavailableException("away", new IllegalStateException()));

        assertThat(publish(Shop.order())).isInstanceOf(Receipt.Accepted.class);
    }

    @Test
    void saysThatItIsUnknownWhenTheQueueDoesNotKnow() {
        assertThatThrownBy(() -> publisher.publish(List.of(Shop.order()), messages -> List.of(PublishResult.UNKNOWN)))
                .isInstanceOfSatisfying(
                        QueueUnavailableException.class,
                        e -> assertThat(e.isOutcomeUnknown()).isTrue());
    }

    @Test
    void carriesSubjectAndCorrelationIdOutsideTheBody() {
        Event event = Shop.order();

        assertThatCode(() -> publish(event).orThrow()).doesNotThrowAnyException();

        QueueMessage message = queued().get(0).message();
        assertThat(message.orderingKey()).contains("order/O-" + event.id());
        assertThat(message.headers()).containsEntry("correlation-id", "corr-1");
        assertThat(message.headers().toString()).doesNotContain("anna", "Svensson");
        assertThat(message.toString()).doesNotContain("anna", "Svensson");
    }
}
