package com.jkboat.notify.core.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.core.fake.ScriptedProvider;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.core.internal.dispatch.GateOptions;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.observe.NotificationListener.Ending;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All providers are down: work stops taking messages, spends nothing, and goes on by itself. */
class OutageTest {

    private final EngineRig rig = new EngineRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void releasesEveryMessageWithoutCostAndSendsAllOfThemAfterwards() {
        rig.gateOptions = new GateOptions(4, 0, Duration.ofSeconds(5), Duration.ofMillis(20), 4);
        rig.provider.answersTimes(1_000, new Unavailable("503"));
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            events.add(rig.publish(Shop.order()));
        }

        for (int i = 0; i < 30; i++) {
            rig.workAfter(Duration.ofSeconds(20));
        }
        assertThat(rig.news.endings).containsOnly(Ending.RELEASED);
        rig.provider.recovers();
        for (int i = 0; i < 200 && rig.queue.get().stats().pending() > 0; i++) {
            rig.workAfter(Duration.ofSeconds(20));
            Thread.onSpinWait();
        }

        assertThat(events).allMatch(event -> rig.status(event) == NotificationStatus.SENT);
        assertThat(rig.deadLetters()).isEmpty();
    }

    @Test
    void pausesUntilTheFirstGateMayOpenAndTellsOnceEachWay() throws InterruptedException {
        ScriptedProvider second = new ScriptedProvider("two");
        rig.providers.add(second);
        rig.provider.answers(new Throttled("quota", Optional.of(Duration.ofMillis(60))));
        second.answers(new Throttled("quota", Optional.of(Duration.ofMillis(30))));
        rig.publish(Shop.order());
        rig.workOnce();

        boolean first = rig.loop().pauseWhileShut();
        boolean again = rig.loop().pauseWhileShut();
        rig.clock.advance(Duration.ofMillis(30));
        boolean afterwards = rig.loop().pauseWhileShut();
        rig.loop().pauseWhileShut();

        assertThat(first).isTrue();
        assertThat(again).isTrue();
        assertThat(afterwards).isFalse();
        assertThat(rig.news.pauses).containsExactly("paused", "resumed");
    }

    @Test
    void doesNotEvenPrepareOrClaimWhileAllGatesAreShut() {
        List<String> enriched = new ArrayList<>();
        rig.enrichers.add(event -> {
            enriched.add(event.id().toString());
            return Map.of();
        });
        rig.provider.answers(new Throttled("quota", Optional.of(Duration.ofMinutes(2))));
        rig.publish(Shop.order());
        rig.workOnce();
        Event second = rig.publish(Shop.order());

        rig.workOnce();

        assertThat(enriched).hasSize(1);
        assertThat(rig.audit.get().find(EngineRig.confirmation(second))).isEmpty();
        assertThat(rig.news.endings).containsExactly(Ending.RELEASED, Ending.RELEASED);
    }

    @Test
    void freesWhatWasClaimedWhenTheGateShutInTheLastMoment() {
        rig.audit.after("claim", this::shutTheGate);
        Event event = rig.publish(Shop.order());

        rig.workOnce();

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.QUEUED);
        assertThat(rig.attempts(event)).isEmpty();
        assertThat(rig.news.endings).containsExactly(Ending.RELEASED);
        rig.workAfter(Duration.ofMinutes(5));
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.attempts(event)).hasSize(1);
    }

    private void shutTheGate() {
        rig.provider.answers(new Throttled("quota", Optional.of(Duration.ofMinutes(5))));
        rig.dispatcher()
                .send(
                        EmailMessage.builder(
                                        UUID.randomUUID(),
                                        EmailAddress.of("shop@example.org"),
                                        EmailAddress.of("other@example.org"))
                                .build(),
                        () -> true);
    }

    @Test
    void endsWhatNeedNotBeSentAlsoDuringAnOutage() {
        rig.consents.add((event, route) -> Optional.of("unsubscribed"));
        Event event = rig.publish(Shop.order());
        shutTheGate();

        rig.workOnce();

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SKIPPED);
    }
}
