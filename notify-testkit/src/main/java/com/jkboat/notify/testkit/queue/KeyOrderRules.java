package com.jkboat.notify.testkit.queue;

import static com.jkboat.notify.testkit.queue.QueueProbe.LEASE;
import static com.jkboat.notify.testkit.queue.QueueProbe.keyed;
import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Priority;
import com.jkboat.notify.queue.DeadLetters;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of messages about one thing: Q-18. */
interface KeyOrderRules extends QueueRules {

    @Test
    @DisplayName("Q-18: hands out nothing past an older message of its key, leased or delayed")
    default void handsOutNothingPastAnOlderMessageOfItsKey() {
        it().publish(keyed("created", "booking/1"), message("other"));
        Lease created = it().receiveOne();
        it().publish(keyed("cancelled", "booking/1"));

        assertThat(it().receiveIds(10)).containsExactly("other");
        it().settle(new Settlement.Release(created, Duration.ofSeconds(5)));
        assertThat(it().receive(10)).isEmpty();
        it().pass(Duration.ofSeconds(6));
        List<Lease> first = it().receive(10);
        assertThat(QueueProbe.ids(first)).containsExactly("created");

        it().acknowledge(first);
        assertThat(it().receiveIds(10)).containsExactly("cancelled");
    }

    @Test
    @DisplayName("Q-18: hands out one message of a key at a time, also in one batch and across lanes")
    default void handsOutOneMessageOfAKeyAtATime() {
        it().publish(
                        keyed("a1", "a").withPriority(Priority.BULK),
                        keyed("a2", "a").withPriority(Priority.URGENT),
                        keyed("a3", "a"),
                        keyed("b1", "b"),
                        keyed("b2", "b").withPriority(Priority.URGENT));

        assertThat(drain(leases -> it().acknowledge(leases)))
                .containsExactly(List.of("a1", "b1"), List.of("a2", "b2"), List.of("a3"));
    }

    @Test
    @DisplayName("Q-18: hands out nothing past an older message of its key that is not due yet")
    default void handsOutNothingPastAnOlderOneThatIsNotDue() {
        it().publish(keyed("first", "a").withNotBefore(it().now().plusSeconds(60)), keyed("second", "a"));

        assertThat(it().receive(10)).isEmpty();
        it().pass(Duration.ofSeconds(61));

        assertThat(it().receiveIds(10)).containsExactly("first");
    }

    @ParameterizedTest(name = "settled by {0}")
    @ValueSource(strings = {"acknowledge", "bury", "retry", "release", "lease end"})
    @DisplayName("Q-18: keeps the order whatever becomes of the first")
    default void keepsTheOrderWhateverBecomesOfTheFirst(String how) {
        it().publish(keyed("first", "a"), keyed("second", "a"), keyed("third", "a"));
        Lease first = it().receive(10).get(0);
        assertThat(it().receive(10)).isEmpty();

        switch (how) {
            case "acknowledge" -> it().acknowledge(first);
            case "bury" -> it().settle(new Settlement.Bury(first, how));
            case "retry" -> it().settle(new Settlement.Retry(first, Duration.ZERO, how));
            case "release" -> it().settle(new Settlement.Release(first, Duration.ZERO));
            default -> it().passLease();
        }

        boolean isGone = how.equals("acknowledge") || how.equals("bury");
        assertThat(it().receiveIds(10)).containsExactly(isGone ? "second" : "first");
        assertThat(it().receive(10)).isEmpty();
    }

    @Test
    @DisplayName("Q-18, Q-14: hands out the next of a key in the claim that buries the poison before it")
    default void handsOutTheNextBehindPoison() {
        it().publish(keyed("poison", "a"), keyed("next", "a"));
        for (int i = 0; i < SettlementRules.MAX_DELIVERIES; i++) {
            assertThat(it().receiveIds(10)).containsExactly("poison");
            it().passLease();
        }

        assertThat(it().receiveIds(10)).containsExactly("next");
    }

    @Test
    @DisplayName("Q-18: settles neighbours in one batch and goes on behind them")
    default void goesOnBehindABatch() {
        for (String key : List.of("a", "b", "c")) {
            it().publish(keyed(key + 1, key), keyed(key + 2, key), keyed(key + 3, key));
        }

        List<List<String>> batches = drain(leases -> it().queue()
                .settle(List.of(
                        new Settlement.Bury(leases.get(0), "hopeless"),
                        new Settlement.Acknowledge(leases.get(1)),
                        new Settlement.Acknowledge(leases.get(2)))));

        assertThat(batches)
                .containsExactly(List.of("a1", "b1", "c1"), List.of("a2", "b2", "c2"), List.of("a3", "b3", "c3"));
    }

    @Test
    @DisplayName("Q-18: keeps the order through a retry, a lease that ends and a release, one after the other")
    default void keepsTheOrderThroughEverythingInTurn() {
        it().publish(keyed("first", "a"), keyed("second", "a"), keyed("other", "b"));
        List<Lease> both = it().receive(10);
        assertThat(QueueProbe.ids(both)).containsExactlyInAnyOrder("first", "other");
        Lease first = both.stream()
                .filter(it -> it.message().id().equals("first"))
                .findFirst()
                .orElseThrow();

        it().settle(new Settlement.Retry(first, Duration.ofSeconds(5), "later"));
        assertThat(it().receive(10)).isEmpty();
        it().pass(Duration.ofSeconds(6));
        assertThat(it().receiveIds(10)).containsExactly("first");
        it().passLease();
        both = it().receive(10);
        assertThat(QueueProbe.ids(both)).containsExactlyInAnyOrder("first", "other");
        both.forEach(lease -> it().settle(new Settlement.Release(lease, Duration.ZERO)));

        assertThat(drain(leases -> it().acknowledge(leases)))
                .containsExactly(List.of("first", "other"), List.of("second"));
    }

    @Test
    @DisplayName("Q-18, Q-17: a replayed message is the youngest of its key")
    default void aReplayedMessageIsTheYoungest() {
        it().bury(keyed("first", "a"), "hopeless");
        it().publish(keyed("second", "a"));
        it().queue().deadLetters().replay(DeadLetters.Filter.all());

        assertThat(drain(leases -> it().acknowledge(leases))).containsExactly(List.of("second"), List.of("first"));
    }

    @Test
    @DisplayName("Q-18: an extended lease keeps the next of its key waiting")
    default void anExtendedLeaseKeepsTheNextWaiting() {
        it().publish(keyed("first", "a"), keyed("second", "a"));
        Lease first = it().receive(10).get(0);
        it().pass(LEASE.minusSeconds(5));
        it().queue().extend(List.of(first), LEASE);
        it().pass(LEASE.minusSeconds(5));

        assertThat(it().receive(10)).isEmpty();
        it().acknowledge(first);

        assertThat(it().receiveIds(10)).containsExactly("second");
    }

    /** Receives until nothing is due, and returns the ids of each batch. */
    private List<List<String>> drain(Consumer<List<Lease>> settle) {
        List<List<String>> batches = new ArrayList<>();
        for (List<Lease> leases = it().receive(10); !leases.isEmpty(); leases = it().receive(10)) {
            batches.add(QueueProbe.ids(leases).stream().sorted().toList());
            settle.accept(leases);
        }
        return batches;
    }
}
