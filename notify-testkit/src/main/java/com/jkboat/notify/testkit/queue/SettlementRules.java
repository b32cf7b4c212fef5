package com.jkboat.notify.testkit.queue;

import static com.jkboat.notify.testkit.queue.QueueProbe.LEASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.queue.DeadLetter;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How a message is given back, and what it costs. */
interface SettlementRules extends QueueRules {

    /** The limit of deliveries that every queue under test has. */
    int MAX_DELIVERIES = 10;

    @Test
    @DisplayName("Q-6: never hands out again what was acknowledged")
    default void neverHandsOutAgainWhatWasAcknowledged() {
        it().publish("a");
        Lease lease = it().receiveOne();

        assertThat(it().acknowledge(lease)).isEqualTo(Settled.DONE);
        assertThat(it().acknowledge(lease)).isEqualTo(Settled.LOST);
        it().pass(LEASE.multipliedBy(2));

        assertThat(it().receive(1)).isEmpty();
        assertThat(it().stats().isIdle()).isTrue();
    }

    @Test
    @DisplayName("Q-7: hands out a retry after its delay, and counts the failure")
    default void handsOutARetryAfterItsDelay() {
        it().publish("a");
        it().settle(new Settlement.Retry(it().receiveOne(), Duration.ofSeconds(5), "later"));

        assertThat(it().receive(1)).isEmpty();
        it().pass(Duration.ofSeconds(6));

        Lease again = it().receiveOne();
        assertThat(again.failures()).isEqualTo(1);
        assertThat(again.deliveries()).isEqualTo(2);
    }

    @Test
    @DisplayName("Q-7, Q-9: keeps of reasons of any length and kind one line of whole characters")
    default void takesReasonsOfAnyLengthAndKind() {
        it().publish("a");
        List<String> reasons =
                List.of("\0\u00e9".repeat(5000), "x" + "\uD83D\uDEA4".repeat(5000), "half \uD83D of one");

        for (String reason : reasons) {
            assertThat(it().settle(new Settlement.Retry(it().receiveOne(), Duration.ZERO, reason)))
                    .isEqualTo(Settled.DONE);
        }
        for (String reason : reasons) {
            it().publish("a");
            assertThat(it().settle(new Settlement.Bury(it().receiveOne(), reason)))
                    .isEqualTo(Settled.DONE);
        }

        assertThat(it().deadLetters()).hasSize(3).allSatisfy(it -> {
            assertThat(it.reason()).hasSizeBetween(10, 1000).doesNotContain("\0");
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(it.reason()))
                    .isTrue();
        });
    }

    @Test
    @DisplayName("Q-8: counts nothing for a release")
    default void countsNothingForARelease() {
        it().publish("a");
        it().settle(new Settlement.Release(it().receiveOne(), Duration.ofSeconds(5)));

        assertThat(it().receive(1)).isEmpty();
        it().pass(Duration.ofSeconds(6));

        Lease again = it().receiveOne();
        assertThat(again.failures()).isZero();
        assertThat(again.deliveries()).isEqualTo(isReleaseFree() ? 1 : 2);
    }

    @Test
    @DisplayName("Q-8: hands out at once what was released without a delay")
    default void handsOutAtOnceWhatWasReleased() {
        it().publish("a");

        for (int i = 0; i < (isReleaseFree() ? 3 * MAX_DELIVERIES : MAX_DELIVERIES - 1); i++) {
            assertThat(it().settle(new Settlement.Release(it().receiveOne(), Duration.ZERO)))
                    .isEqualTo(Settled.DONE);
        }

        assertThat(it().receiveIds(1)).containsExactly("a");
    }

    @Test
    @DisplayName("Q-14: buries a message that was never settled, with the number of times it was handed out")
    default void buriesAMessageThatKillsItsWorkerAgainAndAgain() {
        it().publish("poison");
        for (int i = 0; i < MAX_DELIVERIES; i++) {
            assertThat(it().receive(1)).hasSize(1);
            it().passLease();
        }
        it().publish("neighbour");

        assertThat(it().receiveIds(1)).containsExactly("neighbour");
        DeadLetter letter = it().deadLetters().get(0);
        assertThat(letter.message().id()).isEqualTo("poison");
        assertThat(letter.deliveries()).isEqualTo(MAX_DELIVERIES);
    }

    @Test
    @DisplayName("Q-14: many failures do not make poison of a message that is settled each time")
    default void handsOutARetryThatIsSettledEachTimeUpToTheLimit() {
        it().publish("a");

        for (int i = 0; i < MAX_DELIVERIES - 1; i++) {
            it().settle(new Settlement.Retry(it().receiveOne(), Duration.ZERO, "again"));
        }

        assertThat(it().receiveOne().failures()).isEqualTo(MAX_DELIVERIES - 1);
    }

    @Test
    @DisplayName("Q-6, Q-7, Q-8, Q-9: settles a large batch of every kind at once")
    default void settlesALargeBatchOfEveryKind() {
        int each = 60;
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4 * each; i++) {
            ids.add("m" + i);
        }
        it().publish(ids.toArray(String[]::new));
        List<Settlement> settlements = new ArrayList<>();
        for (Lease lease : it().receive(4 * each)) {
            settlements.add(0, ofKind(settlements.size() % 4, lease)); // in the opposite order, too
        }

        assertThat(it().queue().settle(settlements)).hasSize(4 * each).containsOnly(Settled.DONE);

        assertThat(it().stats().dead()).isEqualTo(each);
        assertThat(it().receive(4 * each)).hasSize(2 * each);
    }

    private static Settlement ofKind(int kind, Lease lease) {
        return switch (kind) {
            case 0 -> new Settlement.Acknowledge(lease);
            case 1 -> new Settlement.Retry(lease, Duration.ZERO, "again");
            case 2 -> new Settlement.Release(lease, Duration.ZERO);
            default -> new Settlement.Bury(lease, "hopeless");
        };
    }

    private boolean isReleaseFree() {
        return it().queue().capabilities().freeRelease();
    }
}
