package com.jkboat.notify.core.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationId;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.core.internal.publish.EventJson;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.observe.NotificationListener.Ending;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Deferred;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.queue.DeadLetters.Filter;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.template.TemplateException;
import com.jkboat.notify.template.TemplateId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What spends an attempt, how long a message waits then, and when it is given up on. */
class AttemptsTest {

    private final EngineRig rig = new EngineRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void waitsOneFiveAndFifteenSecondsAndThenBuriesTheMessage() {
        rig.provider.answersTimes(10, Deferred.of("greylisted"));
        Event event = rig.publish(Shop.order());

        rig.work();
        int early = rig.workAfter(Duration.ofMillis(999));
        int first = rig.workAfter(Duration.ofMillis(1));
        int second = rig.workAfter(Duration.ofSeconds(5));
        int third = rig.workAfter(Duration.ofSeconds(15));

        assertThat(early).isZero();
        assertThat(first + second + third).isEqualTo(3);
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.FAILED);
        assertThat(rig.attempts(event)).hasSize(4);
        assertThat(rig.deadLetters()).hasSize(1);
        assertThat(rig.deadLetters().get(0).reason()).contains("greylisted");
        assertThat(rig.news.endings)
                .containsExactly(Ending.RETRIED, Ending.RETRIED, Ending.RETRIED, Ending.DEAD_LETTERED);
    }

    @Test
    void waitsLongerWhereTheProviderAsksForIt() {
        rig.provider.answers(new Deferred("greylisted", Optional.of(Duration.ofMinutes(5))));
        Event event = rig.publish(Shop.order());

        rig.work();

        assertThat(rig.workAfter(Duration.ofSeconds(299))).isZero();
        assertThat(rig.workAfter(Duration.ofSeconds(1))).isEqualTo(1);
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    void waitsAnHourAtMostHoweverMuchAProviderAsksFor() {
        rig.provider.answers(new Deferred("later", Optional.of(Duration.ofSeconds(Long.MAX_VALUE))));
        rig.publish(Shop.order());

        rig.work();

        assertThat(rig.workAfter(Duration.ofHours(1))).isEqualTo(1);
    }

    @Test
    void sendsAReplayedDeadLetterWithFreshAttempts() {
        rig.provider.answersTimes(4, Deferred.of("greylisted"));
        Event event = rig.publish(Shop.order());
        rig.work();
        rig.workAfter(Duration.ofSeconds(1));
        rig.workAfter(Duration.ofSeconds(5));
        rig.workAfter(Duration.ofSeconds(15));

        rig.queue.get().deadLetters().replay(Filter.all());
        rig.work();

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    void spendsAnAttemptWhereTheProviderTookAnotherMessageSinceTheLastTry() {
        Event refused = rig.publish(Shop.order());
        for (int i = 0; i < 50; i++) {
            rig.provider.does(message -> message.notificationId().equals(EngineRig.confirmation(refused))
                    ? new Unavailable("554 transaction failed")
                    : new Accepted("other"));
        }
        rig.workOnce();
        for (int i = 0; i < 4; i++) {
            rig.clock.advance(Duration.ofMillis(500));
            rig.publish(Shop.order());
            rig.workOnce();
            rig.workAfter(Duration.ofSeconds(15));
        }

        assertThat(rig.status(refused)).isEqualTo(NotificationStatus.FAILED);
        assertThat(rig.news.endings.stream().filter(Ending.RETRIED::equals)).hasSize(3);
        assertThat(rig.news.endings.stream().filter(Ending.RELEASED::equals)).hasSize(1);
        assertThat(rig.deadLetters()).hasSize(1);
    }

    @Test
    void spendsNoAttemptInAnOutageHoweverOftenItIsTried() {
        Event event = rig.publish(Shop.order());
        rig.provider.answersTimes(60, new Unavailable("connection refused"));

        for (int i = 0; i < 30; i++) {
            rig.workAfter(Duration.ofSeconds(2));
        }

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.QUEUED);
        assertThat(rig.news.endings).containsOnly(Ending.RELEASED).hasSize(30);
        rig.workAfter(Duration.ofSeconds(2));
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    void spendsOneAttemptForAnAcceptanceBeforeTheOutageAndNoMore() {
        Event event = rig.publish(Shop.order());
        rig.provider.answersTimes(2, new Unavailable("refused"));
        rig.workOnce();
        rig.provider.answers(new Accepted("other"));
        rig.clock.advance(Duration.ofMillis(10));
        rig.publish(Shop.order());
        rig.workOnce();
        rig.provider.answersTimes(60, new Unavailable("connection refused"));

        for (int i = 0; i < 20; i++) {
            rig.workAfter(Duration.ofSeconds(20));
        }

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.QUEUED);
        assertThat(rig.news.endings.stream().filter(Ending.RETRIED::equals)).hasSize(1);
        assertThat(rig.deadLetters()).isEmpty();
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
    void givesUpOnNothingThatWasNotEvenTried() {
        rig.routes = List.of(Shop.confirmation(), Shop.toSeller());
        Event event = Shop.order(Map.of("seller", "seller@example.org"));
        UUID toSeller = NotificationId.of(event.id(), "order-to-seller", "seller");
        for (int i = 0; i < 3; i++) {
            rig.provider.answers(Deferred.of("greylisted"), new Throttled("busy", Optional.of(Duration.ofMillis(1))));
        }
        rig.provider.answers(Deferred.of("greylisted"), new Throttled("quota", Optional.of(Duration.ofMinutes(5))));
        rig.publish(event);

        workToTheEnd();
        int dead = rig.deadLetters().size();
        rig.workAfter(Duration.ofMinutes(5));

        assertThat(dead).isZero();
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.audit.get().find(toSeller).orElseThrow().status()).isEqualTo(NotificationStatus.SENT);
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
