package com.jkboat.notify.core.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.core.fake.ScriptedProvider;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.observe.NotificationListener.Ending;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import com.jkboat.notify.template.TemplateException;
import com.jkboat.notify.template.TemplateId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** It is unknown whether a provider has the message: evidence decides, else the route's policy, never a blind retry. */
class DoubtTest {

    private final EngineRig rig = new EngineRig();
    private final ScriptedProvider second = new ScriptedProvider("two");

    @AfterEach
    void close() {
        rig.close();
    }

    private Event inDoubt(InDoubtPolicy policy) {
        rig.routes = List.of(Shop.confirmation(policy));
        rig.provider.answers(new Unknown("read timed out"));
        return rig.publish(Shop.order());
    }

    /** A worker claims the notification and is killed before it tells how sending ended. */
    private Event claimedByOneWhoDied(InDoubtPolicy policy) {
        rig.routes = List.of(Shop.confirmation(policy));
        Event event = rig.publish(Shop.order());
        rig.leaseAndDie();
        rig.claimAsAnother(event);
        return event;
    }

    @Test
    void holdsForAPersonWhereTheRouteSaysSo() {
        Event event = inDoubt(InDoubtPolicy.HOLD);
        rig.provider.remembers(EngineRig.confirmation(event), new Unavailable("not here"));

        rig.work();
        rig.workAfter(Duration.ofHours(1));

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.IN_DOUBT);
        assertThat(rig.provider.called()).hasSize(1);
        assertThat(rig.queue.get().stats().pending()).isZero();
    }

    @Test
    void sendsAgainUnderTheSameIdsWhereTheRouteSaysSo() {
        Event event = inDoubt(InDoubtPolicy.RESEND);

        rig.work();
        rig.workAfter(Duration.ofSeconds(1));

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.provider.called()).hasSize(2);
        assertThat(rig.provider.called().get(0).messageId())
                .isEqualTo(rig.provider.called().get(1).messageId());
        assertThat(rig.attempts(event)).extracting(Attempt::outcome).containsExactly("unknown", "accepted");
    }

    @Test
    void givesAResendUpAfterItsAttemptsAndLeavesTheDoubt() {
        Event event = inDoubt(InDoubtPolicy.RESEND);
        rig.provider.answersTimes(10, new Unknown("read timed out"));

        rig.work();
        rig.workAfter(Duration.ofSeconds(1));
        rig.workAfter(Duration.ofSeconds(5));
        rig.workAfter(Duration.ofSeconds(15));

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.IN_DOUBT);
        assertThat(rig.deadLetters()).hasSize(1);
        assertThat(rig.provider.called()).hasSize(4);
    }

    @Test
    void endsTheDoubtWhenTheProviderSaysItHasTheMessage() {
        Event event = inDoubt(InDoubtPolicy.ASK);
        rig.provider.remembers(EngineRig.confirmation(event), new Accepted("m-9"));

        rig.work();

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.find(event).progress().providerMessageId()).contains("m-9");
        assertThat(rig.provider.called()).hasSize(1);
        assertThat(rig.news.statuses).containsExactly(NotificationStatus.IN_DOUBT, NotificationStatus.SENT);
    }

    @Test
    void sendsAgainWhenTheProviderSaysItNeverGotTheMessage() {
        Event event = inDoubt(InDoubtPolicy.ASK);
        rig.provider.remembers(EngineRig.confirmation(event), new Unavailable("not here"));

        rig.work();
        rig.workAfter(Duration.ofSeconds(1));

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.provider.called()).hasSize(2);
    }

    @Test
    void holdsWhenTheProviderCannotTell() {
        Event event = inDoubt(InDoubtPolicy.ASK);

        rig.work();

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.IN_DOUBT);
        assertThat(rig.news.endings).containsExactly(Ending.ACKNOWLEDGED);
    }

    @Test
    void holdsWhenAskingFails() {
        Event event = inDoubt(InDoubtPolicy.ASK);
        rig.provider.failsWhenAsked(new IllegalStateException("no such API"));

        rig.work();

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.IN_DOUBT);
        assertThat(rig.news.endings).containsExactly(Ending.ACKNOWLEDGED);
    }

    @ParameterizedTest
    @EnumSource(InDoubtPolicy.class)
    void takesOverOnlyAfterTheClaimOfADeadWorkerHasEnded(InDoubtPolicy policy) {
        Event event = claimedByOneWhoDied(policy);
        rig.provider.remembers(EngineRig.confirmation(event), new Unavailable("not here"));

        rig.clock.advance(EngineRig.LEASE.minusMillis(1));
        int early = rig.work();
        rig.clock.advance(Duration.ofMillis(1));
        rig.work();

        boolean again = policy != InDoubtPolicy.HOLD;
        assertThat(early).isZero();
        assertThat(rig.provider.called()).hasSize(again ? 1 : 0);
        assertThat(rig.status(event)).isEqualTo(again ? NotificationStatus.SENT : NotificationStatus.IN_DOUBT);
        assertThat(rig.news.statuses).startsWith(NotificationStatus.IN_DOUBT);
    }

    @Test
    void sendsAgainOnlyWhenEveryProviderTheDeadWorkerMayHaveAskedDenies() {
        rig.providers.add(second);
        Event event = claimedByOneWhoDied(InDoubtPolicy.ASK);
        rig.provider.remembers(EngineRig.confirmation(event), new Unavailable("not here"));

        rig.workAfter(EngineRig.LEASE);

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.IN_DOUBT);
        assertThat(rig.provider.called()).isEmpty();
    }

    @Test
    void findsTheEvidenceAtTheSecondProviderToo() {
        rig.providers.add(second);
        Event event = claimedByOneWhoDied(InDoubtPolicy.ASK);
        rig.provider.remembers(EngineRig.confirmation(event), new Unavailable("not here"));
        second.remembers(EngineRig.confirmation(event), new Accepted("m-2"));

        rig.workAfter(EngineRig.LEASE);

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.find(event).progress().provider()).contains("two");
    }

    @Test
    void settlesADoubtAlsoWhenTheMessageCannotBeMadeAnyMore() {
        Event event = claimedByOneWhoDied(InDoubtPolicy.ASK);
        rig.templates = request -> {
            throw new TemplateException(TemplateId.of("order-confirmation", 1), "broken since");
        };
        rig.restart();
        rig.provider.remembers(EngineRig.confirmation(event), new Accepted("m-3"));

        rig.workAfter(EngineRig.LEASE);

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.news.endings).containsExactly(Ending.ACKNOWLEDGED);
    }

    @Test
    void letsAnObjectionEndADoubtOnlyWhenTheMessageWasCertainlyNotSent() {
        Event sent = claimedByOneWhoDied(InDoubtPolicy.ASK);
        Event unsent = claimedByOneWhoDied(InDoubtPolicy.ASK);
        rig.provider.remembers(EngineRig.confirmation(sent), new Accepted("m-4"));
        rig.provider.remembers(EngineRig.confirmation(unsent), new Unavailable("not here"));
        rig.consents.add((event, route) -> Optional.of("unsubscribed"));
        rig.restart();

        rig.workAfter(EngineRig.LEASE);

        assertThat(rig.status(sent)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.status(unsent)).isEqualTo(NotificationStatus.SKIPPED);
        assertThat(rig.provider.called()).isEmpty();
    }
}
