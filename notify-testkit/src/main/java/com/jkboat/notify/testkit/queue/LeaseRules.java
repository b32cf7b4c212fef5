package com.jkboat.notify.testkit.queue;

import static com.jkboat.notify.testkit.queue.QueueProbe.LEASE;
import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who has a message, and for how long. */
interface LeaseRules extends QueueRules {

    @Test
    @DisplayName("Q-4: hands out again when the lease has ended, and counts it")
    default void handsOutAgainWhenTheLeaseHasEnded() {
        it().publish("a");
        assertThat(it().receiveOne().deliveries()).isEqualTo(1);

        it().pass(LEASE.minusSeconds(5));
        assertThat(it().receive(1)).isEmpty();
        it().pass(Duration.ofSeconds(6));

        assertThat(it().receiveOne().deliveries()).isEqualTo(2);
    }

    @Test
    @DisplayName("Q-4: keeps a lease that is extended")
    default void keepsALeaseThatIsExtended() {
        it().publish("a");
        Lease lease = it().receiveOne();

        it().pass(LEASE.minusSeconds(5));
        assertThat(it().queue().extend(List.of(lease), LEASE)).containsExactly(Settled.DONE);
        it().pass(LEASE.minusSeconds(5));

        assertThat(it().receive(1)).isEmpty();
        assertThat(it().acknowledge(lease)).isEqualTo(Settled.DONE);
    }

    @Test
    @DisplayName("Q-4: an extension counts from now, also where it makes the lease shorter")
    default void extensionCountsFromNow() {
        it().publish("a");
        Lease lease = it().receiveOne();

        it().queue().extend(List.of(lease), Duration.ofSeconds(5));
        it().pass(Duration.ofSeconds(6));

        assertThat(it().receiveIds(1)).containsExactly("a");
    }

    @Test
    @DisplayName("Q-5: answers LOST for a lease that has ended, whoever has the message now")
    default void answersLostForALeaseThatHasEnded() {
        it().publish("a");
        Lease late = it().receiveOne();
        it().passLease();
        Lease current = it().receiveOne();

        assertThat(it().queue().settle(everyWay(late))).containsOnly(Settled.LOST);
        assertThat(it().queue().extend(List.of(late, current), LEASE)).containsExactly(Settled.LOST, Settled.DONE);
        assertThat(it().acknowledge(List.of(late, current))).containsExactly(Settled.LOST, Settled.DONE);
        assertThat(it().stats().dead()).isZero();
    }

    @Test
    @DisplayName("Q-5: answers LOST for a lease that has ended, though nobody else has the message yet")
    default void answersLostForALeaseThatHasEndedUnnoticed() {
        it().publish("a");
        Lease late = it().receiveOne();
        it().passLease();

        assertThat(it().queue().settle(everyWay(late))).containsOnly(Settled.LOST);
        assertThat(it().queue().extend(List.of(late), LEASE)).containsExactly(Settled.LOST);

        Lease again = it().receiveOne();
        assertThat(again.failures()).isZero();
        assertThat(again.deliveries()).isEqualTo(2);
    }

    @Test
    @DisplayName("Q-5: answers LOST for a handle of another queue")
    default void answersLostForAForeignHandle() {
        it().publish("a");
        Lease own = it().receiveOne();
        for (String handle : List.of("", "/", "7", "x/y", "1/", "/1", "1/2/3", own.handle() + "0", "-1/-1")) {
            Lease foreign = new Lease(message("a"), handle, 1, 0, it().now());

            assertThat(it().queue().settle(everyWay(foreign))).as(handle).containsOnly(Settled.LOST);
            assertThat(it().queue().extend(List.of(foreign), LEASE)).as(handle).containsExactly(Settled.LOST);
        }

        assertThat(it().acknowledge(own)).isEqualTo(Settled.DONE);
    }

    @Test
    @DisplayName("Q-5: settles a lease once, also where one batch names it twice")
    default void settlesALeaseOnce() {
        it().publish("a");
        Lease lease = it().receiveOne();

        assertThat(it().queue()
                        .settle(List.of(
                                new Settlement.Retry(lease, Duration.ZERO, "first"),
                                new Settlement.Acknowledge(lease),
                                new Settlement.Bury(lease, "third"))))
                .containsExactly(Settled.DONE, Settled.LOST, Settled.LOST);

        assertThat(it().receiveOne().failures()).isEqualTo(1);
        assertThat(it().stats().dead()).isZero();
    }

    @Test
    @DisplayName("Q-5: judges each lease of a batch on its own, in the order given")
    default void judgesEachLeaseOnItsOwn() {
        it().publish("a", "b", "c");
        List<Lease> late = it().receive(2);
        it().passLease();
        List<Lease> current = it().receive(3);

        List<Lease> mixed = Stream.of(current.get(2), late.get(0), current.get(0), late.get(1), current.get(1))
                .toList();

        assertThat(it().queue().extend(mixed, LEASE))
                .containsExactly(Settled.DONE, Settled.LOST, Settled.DONE, Settled.LOST, Settled.DONE);
        assertThat(it().acknowledge(mixed))
                .containsExactly(Settled.DONE, Settled.LOST, Settled.DONE, Settled.LOST, Settled.DONE);
        assertThat(it().stats().isIdle()).isTrue();
    }

    private static List<Settlement> everyWay(Lease lease) {
        return List.of(
                new Settlement.Acknowledge(lease),
                new Settlement.Retry(lease, Duration.ZERO, "late"),
                new Settlement.Release(lease, Duration.ZERO),
                new Settlement.Bury(lease, "late"));
    }
}
