package com.jkboat.notify.testkit.queue;

import static com.jkboat.notify.testkit.queue.QueueProbe.LEASE;
import static com.jkboat.notify.testkit.queue.QueueProbe.keyed;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.queue.Exchange;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Messages are settled and others leased in one step: Q-20. */
interface ExchangeRules extends QueueRules {

    private Exchange exchange(int max, Settlement... settlements) {
        return it().queue().exchange(List.of(settlements), new ReceiveRequest(max, Duration.ZERO, LEASE, "contract"));
    }

    private static List<String> ids(Exchange exchange) {
        return exchange.leases().stream().map(lease -> lease.message().id()).toList();
    }

    @Test
    @DisplayName("Q-20: settles what it is given and leases what is due")
    default void settlesAndLeases() {
        it().publish("a", "b", "c");
        List<Lease> first = it().receive(2);

        Exchange exchange = exchange(
                5,
                new Settlement.Acknowledge(first.get(0)),
                new Settlement.Retry(first.get(1), Duration.ofHours(1), "later"));

        assertThat(exchange.settled()).containsExactly(Settled.DONE, Settled.DONE);
        assertThat(ids(exchange)).containsExactly("c");
        it().pass(Duration.ofHours(2));
        assertThat(it().receiveIds(5)).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    @DisplayName("Q-20: can lease what its settling made due")
    default void leasesWhatItMadeDue() {
        it().publish("released");
        Lease released = it().receiveOne();

        assertThat(ids(exchange(1, new Settlement.Release(released, Duration.ZERO))))
                .containsExactly("released");
    }

    @Test
    @DisplayName("Q-20, Q-18: can lease the next of a key whose first it acknowledges")
    default void leasesTheNextOfAKey() {
        it().publish(keyed("first", "k"), keyed("second", "k"));
        Lease first = it().receiveOne();
        assertThat(it().receive(5)).isEmpty();

        assertThat(ids(exchange(5, new Settlement.Acknowledge(first)))).containsExactly("second");
    }

    @Test
    @DisplayName("Q-20, Q-5: tells what was lost, and leases all the same")
    default void tellsWhatWasLost() {
        it().publish("a", "b");
        Lease lost = it().receiveOne();
        it().passLease();

        Exchange exchange = exchange(1, new Settlement.Acknowledge(lost));
        Exchange again = exchange(5, new Settlement.Acknowledge(lost));

        assertThat(exchange.settled()).containsExactly(Settled.LOST);
        assertThat(exchange.leases()).hasSize(1);
        assertThat(again.settled()).containsExactly(Settled.LOST);
        assertThat(again.leases()).hasSize(1);
    }

    @Test
    @DisplayName("Q-20: leases no more than it was asked for, and without settlements too")
    default void leasesNoMoreThanAskedFor() {
        it().publish("a", "b", "c");

        assertThat(exchange(2).leases()).hasSize(2);
        assertThat(exchange(2).leases()).hasSize(1);
        assertThat(exchange(2)).isEqualTo(new Exchange(List.of(), List.of()));
    }
}
