package com.jkboat.notify.testkit.queue;

import static com.jkboat.notify.testkit.queue.QueueProbe.keyed;
import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.QueueStats;
import com.jkboat.notify.queue.Settlement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the counts say: the names of {@link QueueStats}. */
interface StatsRules extends QueueRules {

    @Test
    @DisplayName("stats: counts nothing in an empty queue")
    default void countsNothingInAnEmptyQueue() {
        QueueStats stats = it().stats();

        assertThat(stats.isIdle()).isTrue();
        assertThat(stats.oldestReady()).isEmpty();
        assertThat(stats.scheduled() + stats.dead()).isZero();
    }

    @Test
    @DisplayName("stats: tells ready, leased, delayed, scheduled and dead apart")
    default void tellsEveryKindApart() {
        it().publish("acknowledged", "buried", "retried", "released", "leased");
        List<Lease> leases = it().receive(5);
        it().publish(message("later").withNotBefore(it().now().plusSeconds(3600)), message("ready"));
        it().queue()
                .settle(List.of(
                        new Settlement.Acknowledge(leases.get(0)),
                        new Settlement.Bury(leases.get(1), "hopeless"),
                        new Settlement.Retry(leases.get(2), Duration.ofMinutes(1), "later"),
                        new Settlement.Release(leases.get(3), Duration.ofMinutes(1))));

        QueueStats stats = it().stats();

        assertThat(List.of(stats.ready(), stats.leased(), stats.delayed(), stats.scheduled(), stats.dead()))
                .containsExactly(1L, 1L, 2L, 1L, 1L);
        assertThat(stats.pending()).isEqualTo(4);
        assertThat(stats.isIdle()).isFalse();
    }

    @Test
    @DisplayName("stats: counts as ready what is due again, and tells how long the oldest has been")
    default void countsAsReadyWhatIsDueAgain() {
        it().publish(
                        message("leased"),
                        message("scheduled").withNotBefore(it().now().plusSeconds(5)));
        it().receiveOne();
        it().pass(QueueProbe.LEASE.plusSeconds(60));

        QueueStats stats = it().stats();

        assertThat(stats.ready()).isEqualTo(2);
        assertThat(stats.pending()).isEqualTo(2);
        assertThat(stats.oldestReady().orElseThrow()).isBetween(Duration.ofSeconds(85), Duration.ofSeconds(120));
    }

    @Test
    @DisplayName("stats: counts as ready what waits for an older message of its key")
    default void countsAsReadyWhatWaitsForItsKey() {
        it().publish(keyed("first", "a"), keyed("second", "a"), keyed("third", "a"));
        it().receive(10);
        it().receive(10);

        QueueStats stats = it().stats();

        assertThat(stats.leased()).isEqualTo(1);
        assertThat(stats.ready()).isEqualTo(2);
        assertThat(stats.oldestReady()).isPresent();
    }
}
