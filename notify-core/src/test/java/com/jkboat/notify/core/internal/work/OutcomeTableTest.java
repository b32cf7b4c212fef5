package com.jkboat.notify.core.internal.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.core.fake.ScriptedProvider;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.core.internal.dispatch.GateOptions;
import com.jkboat.notify.observe.NotificationListener.Ending;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Deferred;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of outcomes, line by line: what each means for record, message, other providers and gate. */
class OutcomeTableTest {

    private final EngineRig rig = new EngineRig();
    private final ScriptedProvider second = new ScriptedProvider("two");

    @AfterEach
    void close() {
        rig.close();
    }

    static Stream<Arguments> alone() {
        return Stream.of(
                arguments(new Accepted("m-1"), NotificationStatus.SENT, Ending.ACKNOWLEDGED, 0),
                arguments(rejected(), NotificationStatus.REJECTED, Ending.ACKNOWLEDGED, 0),
                arguments(Deferred.of("greylisted"), NotificationStatus.DEFERRED, Ending.RETRIED, 1),
                arguments(Throttled.of("slow down"), NotificationStatus.QUEUED, Ending.RELEASED, 0),
                arguments(new Unavailable("no route"), NotificationStatus.QUEUED, Ending.RELEASED, 0),
                arguments(new Unknown("read timed out"), NotificationStatus.IN_DOUBT, Ending.ACKNOWLEDGED, 0));
    }

    @ParameterizedTest
    @MethodSource("alone")
    void decidesRecordAndMessageByTheOutcome(SendOutcome outcome, NotificationStatus status, Ending ending, int spent) {
        rig.provider.answersTimes(2, outcome);
        Event event = rig.publish(Shop.order());

        rig.workOnce();

        Attempt attempt = rig.attempts(event).get(0);
        assertThat(rig.status(event)).isEqualTo(status);
        assertThat(rig.news.endings).containsExactly(ending);
        assertThat(rig.attempts(event)).hasSize(1);
        assertThat(attempt.outcome()).isEqualTo(outcome.word());
        assertThat(attempt.provider()).contains("one");
        assertThat(attempt.endedAt()).isPresent();
        assertThat(rig.news.statuses).containsExactly(status);
        assertThat(failuresOfTheMessage()).isEqualTo(spent);
    }

    private int failuresOfTheMessage() {
        rig.clock.advance(Duration.ofMinutes(1));
        return rig.leaseAndDie().stream().mapToInt(lease -> lease.failures()).sum();
    }

    static Stream<Arguments> failingOver() {
        return Stream.of(
                arguments(new Accepted("m-1"), false),
                arguments(rejected(), false),
                arguments(Deferred.of("greylisted"), false),
                arguments(Throttled.of("slow down"), true),
                arguments(new Unavailable("no route"), true),
                arguments(new Unknown("read timed out"), false));
    }

    @ParameterizedTest
    @MethodSource("failingOver")
    void asksAnotherProviderOnlyAfterWhatWasCertainlyNotTaken(SendOutcome outcome, boolean goesOn) {
        rig.providers.add(second);
        rig.provider.answersTimes(2, outcome);
        Event event = rig.publish(Shop.order());

        rig.workOnce();

        assertThat(second.called()).hasSize(goesOn ? 1 : 0);
        assertThat(rig.attempts(event)).hasSize(goesOn ? 2 : 1);
        if (goesOn) {
            assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
            assertThat(rig.find(event).progress().provider()).contains("two");
            assertThat(rig.attempts(event)).extracting(Attempt::outcome).containsExactly(outcome.word(), "accepted");
        }
    }

    static Stream<Arguments> feeding() {
        return Stream.of(
                arguments(new Accepted("m-1"), true),
                arguments(rejected(), true),
                arguments(Deferred.of("greylisted"), true),
                arguments(new Unavailable("no route"), false),
                arguments(new Unknown("read timed out"), false));
    }

    @ParameterizedTest
    @MethodSource("feeding")
    void shutsTheGateByTheProvidersOwnFailuresAlone(SendOutcome outcome, boolean healthy) {
        rig.gateOptions = new GateOptions(4, 0, Duration.ofSeconds(5), Duration.ofMinutes(1), 4);
        rig.provider.answersTimes(40, outcome);

        for (int i = 0; i < 8; i++) {
            rig.publish(Shop.order());
        }
        rig.workOnce();

        assertThat(rig.dispatcher().opensIn().isZero()).isEqualTo(healthy);
    }

    @Test
    void shutsTheGateOfAThrottledProviderForAsLongAsItAsked() {
        rig.provider.answers(new Throttled("quota", Optional.of(Duration.ofMinutes(3))));
        Event event = rig.publish(Shop.order());

        rig.workOnce();

        assertThat(rig.dispatcher().opensIn()).isEqualTo(Duration.ofMinutes(3));
        assertThat(rig.workAfter(Duration.ofSeconds(179))).isZero();
        assertThat(rig.workAfter(Duration.ofSeconds(1))).isEqualTo(1);
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    void triesOnceMoreAtOnceWhereCertainlyNothingWasSent() {
        rig.provider.answers(new Unavailable("stale connection"));
        Event event = rig.publish(Shop.order());

        rig.workOnce();

        assertThat(rig.provider.called()).hasSize(2);
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.attempts(event)).hasSize(1);
    }

    @Test
    void sendsUnderTheSameIdsOnEveryTry() {
        rig.provider.answers(Deferred.of("greylisted"), Deferred.of("greylisted"));
        rig.publish(Shop.order());

        rig.workOnce();
        rig.workAfter(Duration.ofSeconds(1));
        rig.workAfter(Duration.ofSeconds(5));

        assertThat(rig.provider.called()).hasSize(3);
        assertThat(rig.provider.called().stream()
                        .map(message -> message.messageId())
                        .distinct())
                .hasSize(1);
        assertThat(rig.news.endings).containsExactly(Ending.RETRIED, Ending.RETRIED, Ending.ACKNOWLEDGED);
    }

    private static Rejected rejected() {
        return new Rejected(Rejected.Reason.INVALID_ADDRESS, "550 no such mailbox");
    }
}
