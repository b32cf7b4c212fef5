package com.jkboat.notify.core.internal.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.jkboat.notify.QueueUnavailableException;
import com.jkboat.notify.core.fake.Breakable;
import com.jkboat.notify.core.internal.work.LeaseKeeper.Hold;
import com.jkboat.notify.core.internal.work.LeaseKeeper.Moment;
import com.jkboat.notify.core.memory.InMemoryNotificationQueue;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.testkit.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {

    private static final Duration LEASE = Duration.ofSeconds(60);

    private final MutableClock clock = MutableClock.create();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // the counter may overflow while we hold
    private final Breakable<NotificationQueue> queue =
            Breakable.of(NotificationQueue.class, new InMemoryNotificationQueue(clock));
    private final LeaseKeeper keeper = new LeaseKeeper(queue.get(), LEASE, clock, nanos::get);

    private Hold hold() {
        queue.get().publish(List.of(QueueMessage.of("m-" + nanos, new byte[0], "print")));
        Moment askedAt = keeper.now();
        List<Lease> leases = queue.get().receive(new ReceiveRequest(1, Duration.ZERO, LEASE, "test"));
        return keeper.hold(leases.get(0), askedAt);
    }

    private void pass(Duration time) {
        clock.advance(time);
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void keepsALeaseForAsLongAsItExtendsIt() {
        Hold hold = hold();

        for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(20));
            keeper.extendAll();
        }

        assertThat(hold.remaining()).isEqualTo(LEASE);
        assertThat(hold.isSafe()).isTrue();
        assertThat(queue.get().stats().leased()).isEqualTo(1);
    }

    @Test
    void isNotSafeOnceTheLongestCallAndAMarginNoLongerFit() {
        Hold hold = hold();
        WorkerOptions options = new WorkerOptions(1, LEASE, Duration.ofSeconds(1), List.of(), Duration.ofDays(7));

        pass(Duration.ofMillis(24_999));
        assertThat(hold.remaining()).isGreaterThan(options.longestSend().plusSeconds(5));
        boolean before = hold.isSafe();
        pass(Duration.ofMillis(1));

        assertThat(before).isTrue();
        assertThat(hold.isSafe()).isFalse();
        assertThat(hold.isOurs()).isTrue();
        pass(Duration.ofSeconds(35));
        assertThat(hold.isOurs()).isFalse();
        assertThat(hold.remaining()).isZero();
    }

    @Test
    void countsFromWhenItAskedAndNotFromWhenItWasAnswered() {
        queue.get().publish(List.of(QueueMessage.of("m", new byte[0], "print")));
        Moment askedAt = keeper.now();
        Lease lease = queue.get()
                .receive(new ReceiveRequest(1, Duration.ZERO, LEASE, "test"))
                .get(0);
        pass(Duration.ofSeconds(90)); // the process was stopped before it saw the answer

        Hold hold = keeper.hold(lease, askedAt);

        assertThat(hold.isOurs()).isFalse();
    }

    @Test
    void believesTheClockThatSaysMoreTimeHasPassed() {
        Hold slept = hold();
        clock.advance(Duration.ofSeconds(90)); // the machine slept, and with it the counter
        boolean oursAfterSleep = slept.isOurs();
        Hold setBack = hold();
        clock.advance(Duration.ofHours(-1)); // somebody set the clock
        boolean oursAtOnce = setBack.isSafe();
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());

        assertThat(oursAfterSleep).isFalse();
        assertThat(oursAtOnce).isTrue();
        assertThat(setBack.isOurs()).isFalse();
    }

    @Test
    void losesTheHoldWhenTheQueueSaysSo() {
        Hold hold = hold();
        pass(Duration.ofSeconds(61));
        queue.get().receive(new ReceiveRequest(1, Duration.ZERO, LEASE, "another"));

        keeper.extendAll();

        assertThat(hold.isOurs()).isFalse();
    }

    @Test
    void goesOnExtendingAfterAnyFault() {
        Hold hold = hold();
        queue.fails("extend", 1, () -> QueueUnavailableException.nothingStored("away", new IllegalStateException()));
        queue.fails("extend", 1, IllegalStateException::new);
        queue.fails("extend", 1, NoClassDefFoundError::new);

        for (int i = 0; i < 3; i++) {
            pass(Duration.ofSeconds(15));
            assertThatCode(keeper::extendAll).doesNotThrowAnyException();
        }
        boolean meanwhile = hold.isSafe();
        keeper.extendAll();

        assertThat(meanwhile).isFalse();
        assertThat(hold.remaining()).isEqualTo(LEASE);
    }

    @Test
    void doesNotExtendWhatWasLetGo() {
        Hold hold = hold();

        hold.letGo();
        keeper.extendAll();

        assertThat(queue.calls("extend")).isZero();
    }
}
