package com.jkboat.notify.core.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.core.fake.ScriptedProvider;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A process is stopped for 90 s and goes on: it must not send what another has taken over. */
class StoppedProcessTest {

    private static final Duration STOP = Duration.ofSeconds(90);

    private final EngineRig rig = new EngineRig();
    private final ScriptedProvider second = new ScriptedProvider("two");

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void doesNotClaimWhatItWasStoppedOverWhilePreparing() {
        rig.enrichers.add(event -> {
            if (rig.provider.called().isEmpty() && rig.nanos() == 0) {
                rig.clock.advance(STOP);
            }
            return Map.of();
        });
        Event event = rig.publish(Shop.order());

        rig.workOnce();
        assertThat(rig.provider.called()).isEmpty();
        assertThat(rig.audit.get().find(EngineRig.confirmation(event))).isEmpty();

        rig.work();
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    void doesNotSendWhatItWasStoppedOverAfterItsClaim() {
        Event event = rig.publish(Shop.order());
        stopDuringTheClaim();

        rig.workOnce();

        assertThat(rig.provider.called()).isEmpty();
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.QUEUED);
        assertThat(rig.attempts(event)).extracting(Attempt::outcome).containsExactly("error");
        rig.work();
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.provider.called()).hasSize(1);
    }

    /** The claim is written, and before its worker goes on, its lease has ended. */
    private void stopDuringTheClaim() {
        rig.audit.after("claim", () -> rig.clock.advance(STOP));
    }

    @Test
    void doesNotFreeWhatAnotherIsSendingWhenItGoesOn() {
        rig.routes = List.of(Shop.confirmation(InDoubtPolicy.RESEND));
        Event event = rig.publish(Shop.order());
        rig.audit.after("claim", () -> {
            rig.clock.advance(STOP);
            rig.claimAsAnother(event); // finds it in doubt
            rig.claimAsAnother(event); // and by the route's policy sends it again
        });

        rig.workOnce();

        assertThat(rig.provider.called()).isEmpty();
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENDING);
    }

    @Test
    void doesNotFreeWhatAnotherIsSendingWhenItsSecondProviderFails() {
        rig.providers.add(second);
        rig.provider.answers(new Throttled("too fast", Optional.empty()));
        Event event = rig.publish(Shop.order());
        second.does(message -> {
            rig.clock.advance(STOP);
            rig.claimAsAnother(event); // finds it in doubt
            rig.claimAsAnother(event); // overrules the doubt and sends, as its second attempt
            return new Unavailable("reset");
        });

        rig.workOnce();

        assertThat(second.called()).hasSize(1);
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENDING);
        assertThat(rig.attempts(event)).extracting(Attempt::outcome).containsExactly("throttled", "unavailable");
    }

    @Test
    void asksNoSecondProviderAfterItWasStoppedInTheFirst() {
        rig.providers.add(second);
        rig.provider.does(message -> {
            rig.clock.advance(STOP);
            return new Throttled("too fast", Optional.of(Duration.ofMinutes(5)));
        });
        Event event = rig.publish(Shop.order());

        rig.workOnce();

        assertThat(second.called()).isEmpty();
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.QUEUED);
    }

    @Test
    void doesNotRepeatACallAfterItWasStoppedInTheFirst() {
        rig.provider.does(message -> {
            rig.clock.advance(STOP);
            return new Unavailable("reset");
        });
        rig.publish(Shop.order());

        rig.workOnce();

        assertThat(rig.provider.called()).hasSize(1);
    }

    @Test
    void stillTellsWhatTheProviderTookWhileItWasStopped() {
        rig.provider.does(message -> {
            rig.clock.advance(STOP);
            return new Accepted("m-1");
        });
        Event event = rig.publish(Shop.order());

        rig.work();

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.provider.called()).hasSize(1);
        assertThat(rig.queue.get().stats().pending()).isZero();
    }
}
