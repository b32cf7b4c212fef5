package com.jkboat.notify.core.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.core.internal.publish.EventJson;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.provider.SendOutcome.Deferred;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.template.TemplateException;
import com.jkboat.notify.template.TemplateId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages nobody can read or prepare, and faults nobody foresaw: each comes to an end, and its neighbours live. */
class FaultsTest {

    private final EngineRig rig = new EngineRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void spendsAttemptsOnATemplateThatCannotBeRendered() {
        rig.templates = request -> {
            throw new TemplateException(TemplateId.of("order-confirmation", 1), "line 3: amount is missing");
        };
        Event event = rig.publish(Shop.order());

        workToTheEnd();

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.FAILED);
        assertThat(rig.attempts(event))
                .extracting(Attempt::outcome)
                .containsOnly("error")
                .hasSize(4);
        assertThat(rig.attempts(event).get(0).detail().orElseThrow())
                .contains("order-confirmation/v1")
                .contains("amount is missing");
        assertThat(rig.provider.called()).isEmpty();
    }

    @Test
    void spendsAttemptsOnFaultsNobodyForesawInsteadOfGoingRoundForEver() {
        rig.templates = request -> {
            throw new StackOverflowError();
        };
        Event event = rig.publish(Shop.order());

        workToTheEnd();

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.FAILED);
        assertThat(rig.deadLetters()).hasSize(1);
        assertThat(rig.loop().inFlight()).isZero();
    }

    @Test
    void givesUpOnAnEventWhoseRouteFailsToSayWhen() {
        rig.routes = List.of(Route.builder("order-confirmation", Shop.PLACED)
                .timing(event -> {
                    throw new IllegalStateException("no such tour");
                })
                .build());
        rig.publish(Shop.order());

        workToTheEnd();

        assertThat(rig.deadLetters()).hasSize(1);
        assertThat(rig.deadLetters().get(0).reason()).isEqualTo("fault: java.lang.IllegalStateException");
        assertThat(rig.deadLetters().get(0).failures()).isEqualTo(3);
    }

    @Test
    void worksItsNeighboursWhenOneMessageBreaksTheWorker() {
        rig.audit.fails("claim", 1, NoClassDefFoundError::new);
        Event first = rig.publish(Shop.order());
        Event second = rig.publish(Shop.order());

        rig.work();
        rig.workAfter(Duration.ofSeconds(5));

        assertThat(rig.status(first)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.status(second)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.loop().inFlight()).isZero();
    }

    @Test
    void keepsNoMoreOfAForeignTextThanTheRecordCanTake() {
        rig.provider.answers(Deferred.of("451-4.7.1\r\n451 \u0000try later ".repeat(200)));
        Event event = rig.publish(Shop.order());

        rig.work();

        assertThat(rig.attempts(event).get(0).detail().orElseThrow())
                .startsWith("451-4.7.1 451 try later")
                .hasSizeLessThanOrEqualTo(500)
                .doesNotContain("\n", "\u0000");
    }

    @Test
    void buriesWhatNobodyCanRead() {
        rig.loop();
        rig.queue.get().publish(List.of(message(UUID.randomUUID(), "not json", Map.of())));

        rig.work();

        assertThat(rig.deadLetters()).hasSize(1);
        assertThat(rig.deadLetters().get(0).reason()).contains("cannot be read").doesNotContain("not json");
    }

    @Test
    void buriesWhatPublishWouldHaveRefusedWithItsFaults() {
        UUID id = UUID.randomUUID();
        rig.loop();
        rig.queue.get().publish(List.of(message(id, """
                {"eventType": "order.placed", "eventId": "%s", "timestamp": "2026-06-01T11:00:00Z",
                 "payload": {"order": "O-1", "email": "not an address"}}""".formatted(id), Map.of())));

        rig.work();

        assertThat(rig.deadLetters().get(0).reason())
                .contains("$.payload.name is missing")
                .contains("$.payload.email INVALID_EMAIL")
                .doesNotContain("not an address");
    }

    @Test
    void leavesToOtherWorkersForAnHourWhatItDoesNotUnderstand() {
        Event event = Shop.order();
        QueueMessage newer = QueueMessage.of(event.id().toString(), EventJson.write(event), "print")
                .withHeaders(Map.of("notify-kind", "digest"));
        rig.loop();
        rig.queue.get().publish(List.of(newer));

        rig.work();
        int before = rig.deadLetters().size();
        rig.workAfter(Duration.ofHours(1));

        assertThat(before).isZero();
        assertThat(rig.deadLetters()).hasSize(1);
    }

    private void workToTheEnd() {
        rig.work();
        rig.workAfter(Duration.ofSeconds(1));
        rig.workAfter(Duration.ofSeconds(5));
        rig.workAfter(Duration.ofSeconds(15));
    }

    private static QueueMessage message(UUID id, String body, Map<String, String> headers) {
        return QueueMessage.of(id.toString(), body.getBytes(StandardCharsets.UTF_8), "print")
                .withHeaders(headers);
    }
}
