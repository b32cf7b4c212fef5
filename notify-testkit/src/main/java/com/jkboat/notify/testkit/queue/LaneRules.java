package com.jkboat.notify.testkit.queue;

import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Priority;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How lanes share what is leased: Q-11. */
interface LaneRules extends QueueRules {

    /** Of 29 places; the weights of the rule. */
    Map<Priority, Integer> WEIGHTS =
            Map.of(Priority.URGENT, 16, Priority.HIGH, 8, Priority.NORMAL, 4, Priority.BULK, 1);

    @Test
    @DisplayName("Q-11: shares out by weight while every lane has work")
    default void sharesOutByWeight() {
        publishShuffled(Map.of(Priority.URGENT, 40, Priority.HIGH, 40, Priority.NORMAL, 40, Priority.BULK, 40));

        assertThat(countByLane(it().receive(29))).isEqualTo(WEIGHTS);
    }

    @Test
    @DisplayName("Q-11: gives every lane at least nine tenths of its share over many batches of any size")
    default void starvesNoLane() {
        int places = 580;
        publishShuffled(Map.of(Priority.URGENT, 400, Priority.HIGH, 250, Priority.NORMAL, 150, Priority.BULK, 60));
        List<Lease> all = new ArrayList<>();
        for (int size = 1; all.size() < places; size = size % 13 + 1) {
            all.addAll(it().receive(Math.min(size, places - all.size())));
        }

        Map<Priority, Integer> got = countByLane(all);

        WEIGHTS.forEach((lane, weight) ->
                assertThat(got.get(lane)).as(lane.name()).isGreaterThanOrEqualTo(places * weight / 29 * 9 / 10));
    }

    @Test
    @DisplayName("Q-11: gives what a lane does not use to the others")
    default void givesUnusedShareToOtherLanes() {
        publishShuffled(Map.of(Priority.BULK, 20, Priority.HIGH, 2));

        assertThat(countByLane(it().receive(15))).isEqualTo(Map.of(Priority.BULK, 13, Priority.HIGH, 2));
        assertThat(it().receive(15)).hasSize(7);
    }

    @Test
    @DisplayName("Q-11: hands out what is urgent before a crowd that was there first")
    default void handsOutTheUrgentBeforeACrowd() {
        publishShuffled(Map.of(Priority.BULK, 100));
        it().publish(message("urgent").withPriority(Priority.URGENT));

        assertThat(it().receiveIds(2)).contains("urgent");
    }

    @Test
    @DisplayName("Q-11: within a lane the one that has been due longest comes first")
    default void longestDueComesFirst() {
        it().publish("a", "b");
        it().settle(new Settlement.Retry(it().receiveOne(), Duration.ofSeconds(2), "later"));
        it().pass(Duration.ofSeconds(1));
        it().publish("c");
        it().pass(Duration.ofSeconds(2));
        it().publish("d");

        assertThat(it().receiveIds(10)).containsExactly("b", "c", "a", "d");
    }

    private void publishShuffled(Map<Priority, Integer> counts) {
        List<QueueMessage> all = new ArrayList<>();
        counts.forEach((lane, count) -> {
            for (int i = 0; i < count; i++) {
                all.add(message(lane + "-" + i).withPriority(lane));
            }
        });
        Collections.shuffle(all, new Random(1));
        it().queue().publish(all);
    }

    private static Map<Priority, Integer> countByLane(List<Lease> leases) {
        Map<Priority, Integer> counts = new EnumMap<>(Priority.class);
        leases.forEach(lease -> counts.merge(lease.message().priority(), 1, Integer::sum));
        return counts;
    }
}
