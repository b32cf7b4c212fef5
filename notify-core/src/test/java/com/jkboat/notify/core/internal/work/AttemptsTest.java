package com.jkboat.notify.core.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationId;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.observe.NotificationListener.Ending;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Deferred;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.queue.DeadLetters.Filter;
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

    private void workToTheEnd() {
        rig.work();
        rig.workAfter(Duration.ofSeconds(1));
        rig.workAfter(Duration.ofSeconds(5));
        rig.workAfter(Duration.ofSeconds(15));
    }
}
