package com.jkboat.notify.core.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.ProviderHealth.Gate;
import com.jkboat.notify.core.fake.ScriptedProvider;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Deferred;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import com.jkboat.notify.testkit.MutableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProviderGateTest {

    private static final EmailMessage MESSAGE = EmailMessage.builder(
                    UUID.randomUUID(), EmailAddress.of("shop@example.org"), EmailAddress.of("anna@example.org"))
            .build();
    private static final Unavailable DOWN = new Unavailable("connection refused");

    private final MutableClock clock = MutableClock.create();
    private final ScriptedProvider provider = new ScriptedProvider("one");
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private ProviderGate gate(Duration sendTimeout, Duration breakerDelay) {
        return new ProviderGate(provider, new GateOptions(2, 0, sendTimeout, breakerDelay, 4), clock);
    }

    private ProviderGate gate() {
        return gate(Duration.ofSeconds(20), Duration.ofMinutes(1));
    }

    private static Optional<SendOutcome> send(ProviderGate gate) {
        return gate.send(MESSAGE, () -> true);
    }

    @Test
    void shutsWhenHalfOfTheCallsFailAndDoesNotCallThen() {
        provider.answersTimes(4, DOWN);
        ProviderGate gate = gate();

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
        ProviderGate gate = gate(Duration.ofSeconds(20), Duration.ofMillis(30));
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
        ProviderGate gate = gate(Duration.ofSeconds(20), Duration.ofMillis(200));
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
            wait(answer);
            return new Accepted("probe");
        });
        ProviderGate gate = gate(Duration.ofSeconds(20), Duration.ofMillis(30));
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
        ProviderGate gate = gate();

        for (int i = 0; i < 40; i++) {
            send(gate);
        }

        assertThat(gate.isOpen()).isTrue();
        assertThat(provider.called()).hasSize(40);
    }

    @Test
    void countsAProviderThatThrowsAsFailedAndTheMessageAsInDoubt() {
        for (int i = 0; i < 4; i++) {
            provider.does(message -> {
                throw new IllegalStateException("bug");
            });
        }
        ProviderGate gate = gate();

        Optional<SendOutcome> outcome = send(gate);
        send(gate);
        send(gate);
        send(gate);

        assertThat(outcome).containsInstanceOf(Unknown.class);
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void takesAnErrorOrAnUndeclaredExceptionForADoubtToo() {
        provider.does(message -> {
            throw new NoClassDefFoundError("missing");
        });
        provider.does(message -> sneakily(new IOException("connection reset after the dot")));
        provider.does(message -> null);
        ProviderGate gate = gate();

        assertThat(send(gate)).containsInstanceOf(Unknown.class);
        assertThat(send(gate)).containsInstanceOf(Unknown.class);
        assertThat(send(gate)).containsInstanceOf(Unknown.class);
    }

    @Test
    void takesACallThatWasCutAtItsTimeLimitForADoubt() {
        provider.does(message -> {
            wait(new CountDownLatch(1));
            throw new IllegalStateException("interrupted");
        });
        ProviderGate gate = gate(Duration.ofMillis(30), Duration.ofMinutes(1));

        Optional<SendOutcome> outcome = send(gate);

        assertThat(outcome).contains(new Unknown("the call was cut at its time limit"));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void believesAProviderThatKnowsMoreThanItsTimeLimit() {
        provider.does(message -> {
            wait(new CountDownLatch(1));
            return new Rejected(Rejected.Reason.REFUSED, "refused before the limit was seen");
        });
        ProviderGate gate = gate(Duration.ofMillis(30), Duration.ofMinutes(1));

        assertThat(send(gate)).containsInstanceOf(Rejected.class);
    }

    @Test
    void doesNotTryWhatFindsNoPlaceAndTakesThatForNoSignOfHealth() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            provider.does(message -> {
                inside.countDown();
                wait(release);
                return new Unknown("hung");
            });
        }
        ProviderGate gate = new ProviderGate(
                provider, new GateOptions(2, 0, Duration.ofSeconds(20), Duration.ofMinutes(1), 2), clock);
        Future<?> one = threads.submit(() -> send(gate));
        Future<?> two = threads.submit(() -> send(gate));
        inside.await();

        Thread.currentThread().interrupt(); // ends the wait for a place
        Optional<SendOutcome> none = send(gate);
        boolean flag = Thread.interrupted();
        for (int i = 0; i < 8; i++) {
            threads.execute(() -> send(gate));
        }
        release.countDown();
        one.get();
        two.get();

        assertThat(none).isEmpty();
        assertThat(flag).isTrue();
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void letsNoMorePassThanTheRateAllows() {
        ProviderGate gate = new ProviderGate(
                provider, new GateOptions(2, 1, Duration.ofSeconds(20), Duration.ofMinutes(1), 4), clock);

        Optional<SendOutcome> first = send(gate);
        Thread.currentThread().interrupt(); // ends the wait for the next second
        Optional<SendOutcome> second = send(gate);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(first).isPresent();
        assertThat(second).isEmpty();
    }

    @Test
    void asksInTheLastMomentWhetherTheCallMayBegin() {
        ProviderGate gate = gate();

        Optional<SendOutcome> outcome = gate.send(MESSAGE, () -> false);

        assertThat(outcome).isEmpty();
        assertThat(provider.called()).isEmpty();
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void makesNoSecondCallWhereTheLeaseEndedDuringTheFirst() {
        provider.does(message -> DOWN);
        ProviderGate gate = gate();
        boolean[] ours = {true};

        Optional<SendOutcome> outcome = gate.send(MESSAGE, () -> {
            boolean now = ours[0];
            ours[0] = false;
            return now;
        });

        assertThat(outcome).contains(DOWN);
        assertThat(provider.called()).hasSize(1);
    }

    @Test
    void staysShutForTheLongestTimeAnyAnswerAskedFor() {
        provider.answers(
                new Throttled("quota", Optional.of(Duration.ofMinutes(10))),
                new Throttled("too fast", Optional.of(Duration.ofSeconds(1))));
        ProviderGate gate = gate();
        send(gate);
        clock.advance(Duration.ofMinutes(10));
        send(gate);

        assertThat(gate.opensIn()).isEqualTo(Duration.ofSeconds(1));

        provider.answers(new Throttled("for ever", Optional.of(Duration.ofSeconds(Long.MAX_VALUE))));
        clock.advance(Duration.ofSeconds(1));
        send(gate);

        assertThat(gate.opensIn()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void isNotShutForAnHourMoreWhenTheClockIsSetBack() {
        provider.answers(new Throttled("too fast", Optional.of(Duration.ofSeconds(5))));
        ProviderGate gate = gate();
        send(gate);

        clock.advance(Duration.ofHours(-1));

        assertThat(gate.isOpen()).isTrue();
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> SendOutcome sneakily(Throwable fault) throws E {
        throw (E) fault;
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
