package com.jkboat.notify.testkit.queue;

import static com.jkboat.notify.testkit.queue.QueueProbe.keyed;
import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.Removed;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Messages are taken out by what their headers say: Q-19. */
interface RemovalRules extends QueueRules {

    private static QueueMessage of(String owner, String id) {
        return message(id).withHeaders(Map.of("a-first", "x", "owner", owner, "z-last", "y"));
    }

    @Test
    @DisplayName("Q-19: removes what waits, is delayed, is leased and is dead")
    default void removesWhereverItIs() {
        it().bury(of("ann", "dead"), "hopeless");
        it().publish(of("ann", "leased"));
        Lease leased = it().receiveOne();
        it().publish(of("ann", "delayed"));
        it().settle(new Settlement.Retry(it().receiveOne(), Duration.ofHours(1), "later"));
        it().publish(
                        of("ann", "due"),
                        of("ann", "scheduled").withNotBefore(it().now().plusSeconds(3600)));

        Removed removed = it().queue().remove("owner", "ann");

        assertThat(removed).isEqualTo(new Removed(3, 1, 1));
        assertThat(it().acknowledge(leased)).isEqualTo(Settled.LOST);
        assertThat(it().deadLetters()).isEmpty();
        it().pass(Duration.ofHours(2));
        assertThat(it().receiveIds(10)).isEmpty();
        assertThat(it().queue().remove("owner", "ann")).isEqualTo(Removed.NOTHING);
    }

    @Test
    @DisplayName("Q-19: leaves alone what has another value, another header or none")
    default void leavesOthersAlone() {
        it().bury(of("a%n", "dead"), "hopeless");
        it().publish(of("ann", "meant"), of("anna", "longer"), of("jo-ann", "ends alike"), of("Ann", "other case"));
        it().publish(message("other header").withHeaders(Map.of("owner2", "ann")), message("without headers"));
        it().publish(message("as text").withHeaders(Map.of("note", "owner=ann&owner=ann")));

        assertThat(it().queue().remove("owner", "ann")).isEqualTo(new Removed(1, 0, 0));
        assertThat(it().queue().remove("owner", "a_n")).isEqualTo(Removed.NOTHING);

        assertThat(it().receiveIds(10))
                .containsExactlyInAnyOrder(
                        "longer", "ends alike", "other case", "other header", "without headers", "as text");
        assertThat(it().deadLetters()).hasSize(1);
    }

    @Test
    @DisplayName("Q-19: removes values of any text")
    default void removesAnyText() {
        String odd = "100 % & more = !_\u00e5\u4e2d'";
        it().publish(of(odd, "odd"), of("100 ", "other"));

        assertThat(it().queue().remove("owner", odd)).isEqualTo(new Removed(1, 0, 0));

        assertThat(it().receiveIds(10)).containsExactly("other");
    }

    @Test
    @DisplayName("Q-19: removes any number")
    default void removesAnyNumber() {
        for (int i = 0; i < 250; i++) {
            it().publish(of(i % 2 == 0 ? "ann" : "bob", "m" + i));
        }

        assertThat(it().queue().remove("owner", "ann")).isEqualTo(new Removed(125, 0, 0));

        assertThat(it().receive(300)).hasSize(125);
    }

    @Test
    @DisplayName("Q-19: makes what waited behind a removed message of its key due")
    default void unblocksWhatIsBehind() {
        it().publish(keyed("first", "k").withHeaders(Map.of("owner", "ann")), keyed("second", "k"));
        assertThat(it().receiveIds(10)).containsExactly("first"); // and meets the second, which has to wait

        it().queue().remove("owner", "ann");

        assertThat(it().receiveIds(10)).containsExactly("second");
    }

    @Test
    @DisplayName("Q-19, Q-18: removes what waits behind others of its key, who keep their order")
    default void removesFromTheMiddleOfAKey() {
        it().publish(
                        keyed("first", "k"),
                        keyed("second", "k").withHeaders(Map.of("owner", "ann")),
                        keyed("third", "k").withHeaders(Map.of("owner", "ann")),
                        keyed("last", "k"));
        Lease first = it().receiveOne();
        assertThat(it().receive(10)).isEmpty();

        assertThat(it().queue().remove("owner", "ann")).isEqualTo(new Removed(2, 0, 0));

        assertThat(it().receive(10)).isEmpty();
        assertThat(it().acknowledge(first)).isEqualTo(Settled.DONE);
        assertThat(it().receiveIds(10)).containsExactly("last");
    }

    @Test
    @DisplayName("Q-19: removes every message of a key")
    default void removesAWholeKey() {
        for (int i = 0; i < 20; i++) {
            it().publish(keyed("m" + i, "k").withHeaders(Map.of("owner", "ann")));
        }

        assertThat(it().queue().remove("owner", "ann")).isEqualTo(new Removed(20, 0, 0));

        assertThat(it().receive(10)).isEmpty();
        it().publish(keyed("next", "k"));
        assertThat(it().receiveIds(10)).containsExactly("next");
    }
}
