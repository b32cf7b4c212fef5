package com.jkboat.notify.testkit.queue;

import static com.jkboat.notify.testkit.queue.QueueProbe.LEASE;
import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.Page;
import com.jkboat.notify.queue.DeadLetter;
import com.jkboat.notify.queue.DeadLetters;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What was given up on, and how it comes back. */
interface DeadLetterRules extends QueueRules {

    @Test
    @DisplayName("Q-9: keeps what is buried among the dead letters, and nowhere else")
    default void keepsWhatIsBuried() {
        it().publish(message("a"), message("b"));
        it().settle(new Settlement.Retry(it().receiveOne(), Duration.ZERO, "first"));
        List<Lease> leases = it().receive(2);
        Lease a = leases.stream().filter(one -> one.failures() == 1).findFirst().orElseThrow();
        it().settle(new Settlement.Bury(a, "hopeless"));

        DeadLetter letter = it().deadLetters().get(0);

        assertThat(letter.message()).usingRecursiveComparison().isEqualTo(message("a"));
        assertThat(letter.reason()).isEqualTo("hopeless");
        assertThat(letter.failures()).isEqualTo(1);
        assertThat(letter.deliveries()).isEqualTo(2);
        it().pass(LEASE.multipliedBy(2));
        assertThat(it().receiveIds(10)).containsExactly("b");
        assertThat(it().stats().dead()).isEqualTo(1);
    }

    @Test
    @DisplayName("Q-9: lists dead letters in pages, oldest first, and purges them")
    default void listsInPagesAndPurges() {
        for (int i = 0; i < 5; i++) {
            it().bury(message("m" + i), "reason");
        }

        Page<DeadLetter> first = it().queue().deadLetters().list(3, Optional.empty());
        Page<DeadLetter> second = it().queue().deadLetters().list(3, first.next());

        assertThat(ids(first.items())).containsExactly("m0", "m1", "m2");
        assertThat(ids(second.items())).containsExactly("m3", "m4");
        assertThat(second.next()).isEmpty();
        assertThat(it().queue().deadLetters().purge(DeadLetters.Filter.ids("m1")))
                .isEqualTo(1);
        assertThat(it().queue().deadLetters().purge(DeadLetters.Filter.all())).isEqualTo(4);
        assertThat(it().stats().dead()).isZero();
    }

    @Test
    @DisplayName("Q-9: goes on in the list where it was, whatever was taken out meanwhile")
    default void goesOnInTheListWhereItWas() {
        for (int i = 0; i < 6; i++) {
            it().bury(message("m" + i), "reason");
        }

        Page<DeadLetter> first = it().queue().deadLetters().list(2, Optional.empty());
        it().queue().deadLetters().purge(DeadLetters.Filter.ids("m0", "m1", "m2"));
        Page<DeadLetter> second = it().queue().deadLetters().list(2, first.next());

        assertThat(ids(second.items())).containsExactly("m3", "m4");
    }

    @Test
    @DisplayName("Q-9: lists only what the filter means, in pages as well")
    default void listsOnlyWhatTheFilterMeans() {
        for (int i = 0; i < 5; i++) {
            it().bury(message("m" + i), "reason");
        }
        DeadLetters letters = it().queue().deadLetters();
        DeadLetters.Filter odd = DeadLetters.Filter.ids("m1", "m3", "m9");
        Instant past = it().now().minusSeconds(60);

        Page<DeadLetter> first = letters.list(odd, 1, Optional.empty());
        Page<DeadLetter> second = letters.list(odd, 1, first.next());

        assertThat(ids(first.items())).containsExactly("m1");
        assertThat(ids(second.items())).containsExactly("m3");
        assertThat(second.next()).isEmpty();
        assertThat(letters.list(new DeadLetters.Filter(Set.of(), Optional.of(past)), 9, Optional.empty())
                        .items())
                .isEmpty();
    }

    @Test
    @DisplayName("Q-9: refuses a page without a size, or after something that is no page")
    default void refusesAPageThatCannotBe() {
        DeadLetters letters = it().queue().deadLetters();

        assertThatThrownBy(() -> letters.list(0, Optional.empty())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> letters.list(1, Optional.of("x"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("Q-9: keeps two dead letters of one id apart")
    default void keepsTwoOfOneIdApart() {
        it().bury(message("a"), "first");
        it().bury(QueueMessage.of("a", new byte[] {1}, "other"), "second");

        assertThat(it().deadLetters()).extracting(DeadLetter::reason).containsExactly("first", "second");
    }

    @Test
    @DisplayName("Q-17: brings a dead letter back once, with its counts at zero")
    default void bringsADeadLetterBackOnce() {
        it().publish("a");
        it().settle(new Settlement.Retry(it().receiveOne(), Duration.ZERO, "first"));
        it().settle(new Settlement.Bury(it().receiveOne(), "hopeless"));

        assertThat(replay(DeadLetters.Filter.ids("a"))).isEqualTo(1);
        assertThat(replay(DeadLetters.Filter.all())).isZero();

        Lease again = it().receiveOne();
        assertThat(again.failures()).isZero();
        assertThat(again.deliveries()).isEqualTo(1);
        assertThat(it().stats().dead()).isZero();
        assertThat(it().receive(10)).isEmpty();
    }

    @Test
    @DisplayName("Q-17: counts the age of what it brings back from then on")
    default void countsTheAgeAnew() {
        it().publish("a");
        it().settle(new Settlement.Bury(it().receiveOne(), "hopeless"));
        it().pass(Duration.ofHours(1));
        Instant enqueued = it().deadLetters().get(0).enqueuedAt();

        replay(DeadLetters.Filter.all());

        assertThat(it().receiveOne().enqueuedAt()).isAfterOrEqualTo(enqueued.plus(Duration.ofMinutes(59)));
    }

    @Test
    @DisplayName("Q-17: counts the age of what it brings back later from when that is due")
    default void countsTheAgeFromWhenItIsDue() {
        it().publish("a", "b", "c");
        it().receive(3).forEach(lease -> it().settle(new Settlement.Bury(lease, "hopeless")));

        it().queue().deadLetters().replay(DeadLetters.Filter.all(), 1);

        it().pass(Duration.ofMillis(2001));
        List<Instant> since =
                it().receive(10).stream().map(Lease::enqueuedAt).sorted().toList();
        assertThat(since).hasSize(3);
        assertThat(Duration.between(since.get(0), since.get(2))).isGreaterThan(Duration.ofMillis(1900));
    }

    @Test
    @DisplayName("Q-17: brings back only so many in a second")
    default void bringsBackOnlySoManyInASecond() {
        it().publish("a", "b", "c", "d", "e");
        it().receive(5).forEach(lease -> it().settle(new Settlement.Bury(lease, "hopeless")));

        assertThat(it().queue().deadLetters().replay(DeadLetters.Filter.all(), 2))
                .isEqualTo(5);

        int atOnce = it().receive(10).size();
        assertThat(atOnce).isBetween(1, 2);
        it().pass(Duration.ofMillis(1001));
        int oneSecondLater = it().receive(10).size();
        assertThat(oneSecondLater).isBetween(1, 3); // a moment more than a second may have passed
        it().pass(Duration.ofMillis(2001));
        assertThat(atOnce + oneSecondLater + it().receive(10).size()).isEqualTo(5);
        assertThatThrownBy(() -> it().queue().deadLetters().replay(DeadLetters.Filter.all(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("perSecond");
    }

    @Test
    @DisplayName("Q-17: brings back no more than that in any second")
    default void bringsBackNoMoreInAnySecond() {
        List<QueueMessage> batch = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            batch.add(message("m" + i));
        }
        it().queue().publish(batch);
        it().queue()
                .settle(it().receive(200).stream()
                        .map(lease -> (Settlement) new Settlement.Bury(lease, "hopeless"))
                        .toList());

        it().queue().deadLetters().replay(DeadLetters.Filter.all(), 120);

        it().pass(Duration.ofSeconds(5));
        List<Instant> since =
                it().receive(200).stream().map(Lease::enqueuedAt).sorted().toList();
        assertThat(since).hasSize(200);
        for (int i = 120; i < 200; i++) {
            assertThat(Duration.between(since.get(i - 120), since.get(i))).isGreaterThan(Duration.ofMillis(890));
        }
    }

    @Test
    @DisplayName("Q-17: replays what was scheduled for later at once")
    default void replaysTheScheduledAtOnce() {
        Instant due = it().now().plus(Duration.ofHours(1));
        it().publish(message("a").withNotBefore(due));
        it().pass(Duration.ofHours(1).plusSeconds(1));
        it().settle(new Settlement.Bury(it().receiveOne(), "hopeless"));
        it().pass(Duration.ofHours(-1));

        it().queue().deadLetters().replay(DeadLetters.Filter.all());

        assertThat(it().receiveIds(10)).containsExactly("a");
    }

    @Test
    @DisplayName("Q-17: leaves a dead letter whose id is waiting where it is, and does not count it")
    default void leavesOneWhoseIdIsWaiting() {
        it().bury(message("a"), "first");
        it().bury(message("b"), "second");
        it().publish(QueueMessage.of("a", new byte[] {1}, "other"));

        assertThat(replay(DeadLetters.Filter.all())).isEqualTo(1);

        assertThat(it().deadLetters()).extracting(DeadLetter::reason).containsExactly("first");
        List<Lease> leases = it().receive(10);
        assertThat(QueueProbe.ids(leases)).containsExactly("a", "b");
        it().acknowledge(leases);
        assertThat(replay(DeadLetters.Filter.all())).isEqualTo(1);
        assertThat(it().receiveOne().message().fingerprint()).isEqualTo("print-a");
    }

    @Test
    @DisplayName("Q-17: brings back the first of two dead letters of one id, and keeps the second")
    default void bringsBackTheFirstOfTwo() {
        it().bury(message("a"), "first");
        it().bury(QueueMessage.of("a", new byte[] {1}, "other"), "second");

        assertThat(replay(DeadLetters.Filter.all())).isEqualTo(1);

        assertThat(it().deadLetters()).extracting(DeadLetter::reason).containsExactly("second");
        assertThat(it().receiveOne().message().fingerprint()).isEqualTo("print-a");
    }

    @Test
    @DisplayName("Q-17: replays and purges only what the filter means")
    default void actsOnlyOnWhatTheFilterMeans() {
        it().bury(message("a"), "old");
        it().bury(message("b"), "old");
        Instant soon = it().now().plusSeconds(60);
        Instant past = it().now().minusSeconds(60);

        assertThat(replay(new DeadLetters.Filter(Set.of(), Optional.of(past)))).isZero();
        assertThat(replay(new DeadLetters.Filter(Set.of("b"), Optional.of(past))))
                .isZero();
        assertThat(replay(new DeadLetters.Filter(Set.of("b", "c"), Optional.of(soon))))
                .isEqualTo(1);
        assertThat(it().queue().deadLetters().purge(new DeadLetters.Filter(Set.of(), Optional.of(soon))))
                .isEqualTo(1);

        assertThat(it().receiveIds(10)).containsExactly("b");
    }

    @Test
    @DisplayName("Q-17: replays hundreds, in the order of their burial")
    default void replaysHundredsInOrder() {
        List<QueueMessage> batch = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            batch.add(message("m" + i));
            ids.add("m" + i);
        }
        it().queue().publish(batch);
        for (Lease lease : it().receive(250)) {
            it().settle(new Settlement.Bury(lease, "hopeless"));
        }
        it().publish("m100");

        assertThat(replay(DeadLetters.Filter.all())).isEqualTo(249);

        assertThat(it().stats().dead()).isEqualTo(1);
        assertThat(it().receiveIds(300)).containsExactlyInAnyOrderElementsOf(ids);
    }

    private long replay(DeadLetters.Filter filter) {
        return it().queue().deadLetters().replay(filter);
    }

    private static List<String> ids(List<DeadLetter> letters) {
        return letters.stream().map(letter -> letter.message().id()).toList();
    }
}
