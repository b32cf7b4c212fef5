package com.jkboat.notify.core.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.core.fake.ScriptedProvider;
import com.jkboat.notify.core.internal.dispatch.Dispatcher.Try;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.testkit.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DispatcherTest {

    private static final EmailMessage MESSAGE = EmailMessage.builder(
                    UUID.randomUUID(), EmailAddress.of("shop@example.org"), EmailAddress.of("anna@example.org"))
            .build();

    private final MutableClock clock = MutableClock.create();
    private final ScriptedProvider one = new ScriptedProvider("one");
    private final ScriptedProvider two = new ScriptedProvider("two");
    private final Dispatcher dispatcher = new Dispatcher(List.of(gate(one), gate(two)), clock);

    private ProviderGate gate(ScriptedProvider provider) {
        return new ProviderGate(
                provider, new GateOptions(2, 0, Duration.ofSeconds(5), Duration.ofMinutes(1), 2), clock);
    }

    @Test
    void walksOverTheGatesInTheirOrder() {
        one.answersTimes(2, new Unavailable("down"));

        List<Try> tries = dispatcher.send(MESSAGE, () -> true);

        assertThat(tries).extracting(one -> one.gate().provider().name()).containsExactly("one", "two");
        assertThat(tries).extracting(Try::outcome).last().isInstanceOf(Accepted.class);
    }

    @Test
    void passesOverAGateThatIsShutWithoutATry() {
        one.answersTimes(2, new Unavailable("down"));
        dispatcher.send(MESSAGE, () -> true);

        List<Try> tries = dispatcher.send(MESSAGE, () -> true);

        assertThat(tries).extracting(one -> one.gate().provider().name()).containsExactly("two");
        assertThat(one.called()).hasSize(2);
    }

    @Test
    void makesNoFurtherCallOnceTheMessageIsNoLongerOurs() {
        one.answersTimes(2, new Unavailable("down"));
        AtomicInteger asked = new AtomicInteger();

        List<Try> tries = dispatcher.send(MESSAGE, () -> asked.incrementAndGet() <= 2);

        assertThat(tries).hasSize(1);
        assertThat(two.called()).isEmpty();
    }

    @Test
    void isShutUntilTheFirstOfItsGatesOpens() {
        one.answers(new Throttled("quota", Optional.of(Duration.ofMinutes(5))));
        two.answers(new Throttled("quota", Optional.of(Duration.ofMinutes(2))));

        dispatcher.send(MESSAGE, () -> true);

        assertThat(dispatcher.opensIn()).isEqualTo(Duration.ofMinutes(2));
        clock.advance(Duration.ofMinutes(2));
        assertThat(dispatcher.opensIn()).isZero();
    }

    @Test
    void asksOnlyWhoGaveNoVerdictAndEverybodyWhereNobodyTold() {
        Attempt taken = attempt(1, "one", "unavailable");
        Attempt doubtful = attempt(2, "two", "unknown");
        Attempt lost = new Attempt(
                3, clock.instant(), Optional.empty(), Optional.empty(), "unknown", Optional.empty(), Optional.empty());

        assertThat(dispatcher.providersAskedFor(List.of(taken, doubtful))).containsExactly("two");
        assertThat(dispatcher.providersAskedFor(List.of(lost))).containsExactly("one", "two");
        assertThat(dispatcher.providersAskedFor(List.of(doubtful, lost))).containsExactlyInAnyOrder("one", "two");
        assertThat(dispatcher.providersAskedFor(List.of(attempt(1, "gone", "unknown"), lost)))
                .containsExactly("gone", "one", "two");
    }

    @Test
    void refusesTwoProvidersOfOneNameAndNone() {
        List<ProviderGate> twins = List.of(gate(one), gate(new ScriptedProvider("one")));

        assertThatThrownBy(() -> new Dispatcher(twins, clock)).hasMessageContaining("one");
        assertThatThrownBy(() -> new Dispatcher(List.of(), clock)).isInstanceOf(IllegalArgumentException.class);
    }

    private Attempt attempt(int number, String provider, String outcome) {
        return new Attempt(
                number,
                clock.instant(),
                Optional.of(clock.instant()),
                Optional.of(provider),
                outcome,
                Optional.empty(),
                Optional.of(SendOutcome.class.getSimpleName()));
    }
}
