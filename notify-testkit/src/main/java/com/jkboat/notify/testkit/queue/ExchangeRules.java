package com.jkboat.notify.testkit.queue;

import static com.jkboat.notify.testkit.queue.QueueProbe.LEASE;
import static com.jkboat.notify.testkit.queue.QueueProbe.keyed;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.queue.Exchange;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
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
    @DisplayName(
            "Q-20, Q-3, Q-18: whoever exchanges at the same time, each message is worked once and each key in order")
    default void worksEachMessageOnce() throws Exception {
        List<QueueMessage> batch = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int key = 100 + i % 20;
            batch.add(keyed(key + "-" + (1000 + i), "key" + key));
        }
        it().queue().publish(batch);
        Queue<String> worked = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> workAll = () -> workUntil(worked, batch.size());
            for (Future<Boolean> end : threads.invokeAll(Collections.nCopies(4, workAll))) {
                assertThat(end.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }

        Map<String, List<String>> byKey = worked.stream().collect(Collectors.groupingBy(id -> id.substring(0, 3)));
        assertThat(worked).hasSize(batch.size()).doesNotHaveDuplicates();
        assertThat(byKey.values()).allSatisfy(ids -> assertThat(ids).isSorted());
        assertThat(it().stats().isIdle()).isTrue();
    }

    /** Exchanges until so many are worked, giving some back for a retry first; false if that takes too long. */
    private boolean workUntil(Queue<String> worked, int number) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        List<Settlement> done = new ArrayList<>();
        while (worked.size() < number && System.nanoTime() - deadline < 0) {
            Exchange exchange = it().queue().exchange(done, QueueProbe.request(7, Duration.ofMillis(20)));
            assertThat(exchange.settled()).hasSize(done.size()).allMatch(Settled.DONE::equals);
            done.clear();
            for (Lease lease : exchange.leases()) {
                boolean again = lease.failures() == 0 && lease.message().id().endsWith("5");
                done.add(
                        again
                                ? new Settlement.Retry(lease, Duration.ZERO, "again")
                                : new Settlement.Acknowledge(lease));
                if (!again) {
                    worked.add(lease.message().id());
                }
            }
        }
        return it().queue().settle(done).stream().allMatch(Settled.DONE::equals) && worked.size() == number;
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
