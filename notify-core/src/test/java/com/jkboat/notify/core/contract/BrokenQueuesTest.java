package com.jkboat.notify.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.core.memory.InMemoryNotificationQueue;
import com.jkboat.notify.core.memory.MemoryQueueOptions;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.queue.NotificationQueueContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the contract of queues: each rule has queues that break it, and every one of them is found out. */
class BrokenQueuesTest {

    /** Long for a test that passes, short for one that waits for what never comes. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration IMPATIENCE = Duration.ofSeconds(5);

    /** What a random walk finds out by itself. */
    private static final Set<String> WALKED = Set.of("loses the last of a batch it accepted", "does not count");

    private static BrokenQueue current;

    static List<BrokenQueue> broken() {
        List<BrokenQueue> ofOneRule = Stream.of(
                        BrokenDeliveries.ALL,
                        BrokenSettlements.ALL,
                        BrokenPublications.ALL,
                        BrokenRemovals.ALL,
                        BrokenExchanges.ALL)
                .flatMap(List::stream)
                .toList();
        return Stream.concat(ofOneRule.stream(), walked(ofOneRule)).toList();
    }

    private static Stream<BrokenQueue> walked(List<BrokenQueue> ofOneRule) {
        return ofOneRule.stream()
                .filter(it -> WALKED.contains(it.fault()))
                .map(it -> new BrokenQueue("walk", it.fault(), it.making()));
    }

    static Set<String> rules() {
        return ContractRun.rules(UnderContract.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void findsOutWhatBreaksARule(BrokenQueue broken) {
        ContractRun run = run(broken, broken.rule().equals("walk") ? PATIENCE : IMPATIENCE);

        assertThat(run.failed()).as("tests of %s that failed", broken.rule()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void findsNothingWrongWhereNothingIs(String rule) {
        ContractRun run = run(new BrokenQueue(rule, "nothing", InMemoryNotificationQueue::new), PATIENCE);

        assertThat(run.passed()).isNotEmpty();
        assertThat(run.failed()).isEmpty();
    }

    @Test
    void hasAQueueThatBreaksEachRule() {
        assertThat(broken().stream().map(BrokenQueue::rule).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(rules());
    }

    private static ContractRun run(BrokenQueue broken, Duration limit) {
        current = broken;
        return ContractRun.of(UnderContract.class, broken.rule(), limit);
    }

    static class UnderContract extends NotificationQueueContract {

        private final MutableClock clock = MutableClock.create();

        @Override
        protected NotificationQueue open() {
            return current.making().make(clock, MemoryQueueOptions.DEFAULTS);
        }

        @Override
        protected Optional<NotificationQueue> openWithMaxDepth(int messages) {
            return Optional.of(current.making().make(clock, MemoryQueueOptions.DEFAULTS.withMaxDepth(messages)));
        }

        @Override
        protected void pass(Duration time) {
            clock.advance(time);
        }

        @Override
        protected Instant now() {
            return clock.instant();
        }
    }
}
