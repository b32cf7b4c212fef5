package com.jkboat.notify.core.internal.dispatch;

import static com.jkboat.notify.core.internal.dispatch.GateFixture.DOWN;
import static com.jkboat.notify.core.internal.dispatch.GateFixture.await;
import static com.jkboat.notify.core.internal.dispatch.GateFixture.gate;
import static com.jkboat.notify.core.internal.dispatch.GateFixture.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.ProviderHealth.Gate;
import com.jkboat.notify.core.fake.ScriptedProvider;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Deferred;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.testkit.MutableClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a gate shuts, and when it opens again. */
@Timeout(30)
class ProviderGateTest {

    private final MutableClock clock = MutableClock.create();
    private final ScriptedProvider provider = new ScriptedProvider("one");
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void shutsWhenHalfOfTheCallsFailAndDoesNotCallThen() {
        provider.answersTimes(4, DOWN);
        ProviderGate gate = gate(provider, clock);

        send(gate);
        send(gate);

        assertThat(gate.isOpen()).isFalse();
        assertThat(gate.health().gate()).isEqualTo(Gate.SHUT);
        assertThat(gate.health().lastError()).contains("unavailable: connection refused");
        assertThat(send(gate)).isEmpty();
        assertThat(provider.called()).hasSize(4);
    }

    @Test
    void opensAgainWhenTheProbeIsTaken() {
        provider.answersTimes(4, DOWN);
        ProviderGate gate = gate(provider, clock, Duration.ofSeconds(20), Duration.ofMillis(30));
        send(gate);
        send(gate);

        await(gate::isOpen);
        Optional<SendOutcome> probe = send(gate);

        assertThat(probe).containsInstanceOf(Accepted.class);
        assertThat(gate.health().gate()).isEqualTo(Gate.OPEN);
    }

    @Test
    void shutsAgainAfterOneProbeThatFails() {
        provider.answersTimes(5, DOWN);
        ProviderGate gate = gate(provider, clock, Duration.ofSeconds(20), Duration.ofMillis(200));
        send(gate);
        send(gate);

        await(gate::isOpen);
        Optional<SendOutcome> probe = send(gate);

        assertThat(probe).contains(DOWN);
        assertThat(gate.health().gate()).isNotEqualTo(Gate.OPEN);
        assertThat(provider.called()).hasSize(5);
    }

    @Test
    void letsNobodyElsePassWhileOneCallIsProbing() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        provider.answersTimes(4, DOWN).does(message -> {
            asked.countDown();
            GateFixture.wait(answer);
            return new Accepted("probe");
        });
        ProviderGate gate = gate(provider, clock, Duration.ofSeconds(20), Duration.ofMillis(30));
        send(gate);
        send(gate);
        await(gate::isOpen);

        Future<Optional<SendOutcome>> probe = threads.submit(() -> send(gate));
        asked.await();
        boolean openMeanwhile = gate.isOpen();
        Gate meanwhile = gate.health().gate();
        Optional<SendOutcome> other = send(gate);
        answer.countDown();

        assertThat(openMeanwhile).isFalse();
        assertThat(meanwhile).isEqualTo(Gate.PROBING);
        assertThat(other).isEmpty();
        assertThat(probe.get()).contains(new Accepted("probe"));
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void neverShutsBecauseOfRecipients() {
        provider.answersTimes(20, new Rejected(Rejected.Reason.INVALID_ADDRESS, "550"));
        provider.answersTimes(20, Deferred.of("greylisted"));
        ProviderGate gate = gate(provider, clock);

        for (int i = 0; i < 40; i++) {
            send(gate);
        }

        assertThat(gate.isOpen()).isTrue();
        assertThat(provider.called()).hasSize(40);
    }

    @Test
    void staysShutForTheLongestTimeAnyAnswerAskedFor() {
        ProviderGate gate = gate(provider, clock);
        provider.does(message -> {
            send(gate); // another call under way at the same time
            return new Throttled("too fast", Optional.of(Duration.ofSeconds(1)));
        });
        provider.answers(new Throttled("quota", Optional.of(Duration.ofMinutes(10))));

        send(gate);

        assertThat(gate.opensIn()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void staysShutForADayAtMost() {
        provider.answers(new Throttled("for ever", Optional.of(Duration.ofSeconds(Long.MAX_VALUE))));
        ProviderGate gate = gate(provider, clock);

        send(gate);

        assertThat(gate.opensIn()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void isNotShutForAnHourMoreWhenTheClockIsSetBack() {
        provider.answers(new Throttled("too fast", Optional.of(Duration.ofSeconds(5))));
        ProviderGate gate = gate(provider, clock);
        send(gate);

        clock.advance(Duration.ofHours(-1));

        assertThat(gate.isOpen()).isTrue();
    }
}
