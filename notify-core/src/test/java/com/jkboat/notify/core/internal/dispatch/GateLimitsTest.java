package com.jkboat.notify.core.internal.dispatch;

import static com.jkboat.notify.core.internal.dispatch.GateFixture.DOWN;
import static com.jkboat.notify.core.internal.dispatch.GateFixture.MESSAGE;
import static com.jkboat.notify.core.internal.dispatch.GateFixture.gate;
import static com.jkboat.notify.core.internal.dispatch.GateFixture.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.core.fake.ScriptedProvider;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import com.jkboat.notify.testkit.MutableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a gate lets pass, how long, and what it makes of calls that go wrong. */
@Timeout(30)
class GateLimitsTest {

    private final MutableClock clock = MutableClock.create();
    private final ScriptedProvider provider = new ScriptedProvider("one");
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void countsAProviderThatThrowsAsFailedAndTheMessageAsInDoubt() {
        for (int i = 0; i < 4; i++) {
            provider.does(message -> {
                throw new IllegalStateException("bug");
            });
        }
        ProviderGate gate = gate(provider, clock);

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
        ProviderGate gate = gate(provider, clock);

        assertThat(send(gate)).containsInstanceOf(Unknown.class);
        assertThat(send(gate)).containsInstanceOf(Unknown.class);
        assertThat(send(gate)).containsInstanceOf(Unknown.class);
    }

    @Test
    void takesACallThatWasCutAtItsTimeLimitForADoubt() {
        provider.does(message -> {
            GateFixture.wait(new CountDownLatch(1));
            throw new IllegalStateException("interrupted");
        });
        ProviderGate gate = gate(provider, clock, Duration.ofMillis(30), Duration.ofMinutes(1));

        Optional<SendOutcome> outcome = send(gate);

        assertThat(outcome).contains(new Unknown("the call was cut at its time limit"));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void believesAProviderThatKnowsMoreThanItsTimeLimit() {
        provider.does(message -> {
            GateFixture.wait(new CountDownLatch(1));
            return new Rejected(Rejected.Reason.REFUSED, "refused before the limit was seen");
        });
        ProviderGate gate = gate(provider, clock, Duration.ofMillis(30), Duration.ofMinutes(1));

        assertThat(send(gate)).containsInstanceOf(Rejected.class);
    }

    @Test
    void doesNotTryWhatFindsNoPlaceAndTakesThatForNoSignOfHealth() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            provider.does(message -> {
                inside.countDown();
                GateFixture.wait(release);
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
        ProviderGate gate = gate(provider, clock);

        Optional<SendOutcome> outcome = gate.send(MESSAGE, () -> false);

        assertThat(outcome).isEmpty();
        assertThat(provider.called()).isEmpty();
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void makesNoSecondCallWhereTheLeaseEndedDuringTheFirst() {
        provider.does(message -> DOWN);
        ProviderGate gate = gate(provider, clock);
        boolean[] ours = {true};

        Optional<SendOutcome> outcome = gate.send(MESSAGE, () -> {
            boolean now = ours[0];
            ours[0] = false;
            return now;
        });

        assertThat(outcome).contains(DOWN);
        assertThat(provider.called()).hasSize(1);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> SendOutcome sneakily(Throwable fault) throws E {
        throw (E) fault;
    }
}
