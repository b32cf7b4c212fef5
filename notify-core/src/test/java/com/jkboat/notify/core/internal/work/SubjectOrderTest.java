package com.jkboat.notify.core.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.core.internal.work.LeaseKeeper.Hold;
import com.jkboat.notify.core.internal.work.SubjectOrder.Turn;
import com.jkboat.notify.core.memory.InMemoryNotificationQueue;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.testkit.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SubjectOrderTest {

    private final MutableClock clock = MutableClock.create();
    private final LeaseKeeper keeper =
            new LeaseKeeper(new InMemoryNotificationQueue(clock), Duration.ofMinutes(1), clock, () -> 0);
    private final SubjectOrder order = new SubjectOrder(clock);

    private Hold hold(String id, String key) {
        QueueMessage message = QueueMessage.of(id, new byte[0], "print");
        return keeper.hold(
                new Lease(key.isEmpty() ? message : message.withOrderingKey(key), id, 1, 0, clock.instant()),
                keeper.now());
    }

    @Test
    void worksOneMessageOfASubjectAfterTheOther() {
        Hold first = hold("1", "order/A");
        Hold second = hold("2", "order/A");

        assertThat(order.turn(first)).isInstanceOf(Turn.Now.class);
        assertThat(order.turn(second)).isInstanceOf(Turn.Later.class);
        assertThat(order.done(first)).containsSame(second);
        assertThat(order.done(second)).isEmpty();
        assertThat(order.turn(hold("3", "order/A"))).isInstanceOf(Turn.Now.class);
    }

    @Test
    void letsOtherSubjectsAndThoseWithoutOnePass() {
        order.turn(hold("1", "order/A"));

        assertThat(order.turn(hold("2", "order/B"))).isInstanceOf(Turn.Now.class);
        assertThat(order.turn(hold("3", ""))).isInstanceOf(Turn.Now.class);
        assertThat(order.turn(hold("4", ""))).isInstanceOf(Turn.Now.class);
    }

    @Test
    void givesBackWhatWaitsBehindAMessageThatComesBack() {
        Hold first = hold("1", "order/A");
        Hold second = hold("2", "order/A");
        order.turn(first);
        order.turn(second);

        assertThat(order.comesBack(first, Duration.ofSeconds(5))).containsExactly(second);
    }

    @Test
    void keepsLaterOnesBehindAMessageThatComesBack() {
        Hold first = hold("1", "order/A");
        order.turn(first);
        order.comesBack(first, Duration.ofSeconds(5));
        clock.advance(Duration.ofSeconds(2));

        Turn turn = order.turn(hold("2", "order/A"));
        Turn back = order.turn(hold("1", "order/A"));

        assertThat(turn).isEqualTo(new Turn.Behind(Duration.ofSeconds(3)));
        assertThat(back).isInstanceOf(Turn.Now.class);
    }

    @Test
    void doesNotWaitForEverForOneThatWentToAnotherWorker() {
        Hold first = hold("1", "order/A");
        order.turn(first);
        order.comesBack(first, Duration.ofSeconds(5));

        clock.advance(Duration.ofSeconds(5));

        assertThat(order.turn(hold("2", "order/A"))).isInstanceOf(Turn.Now.class);
    }

    @Test
    void forgetsWhatCameBackToOthers() {
        for (int i = 0; i < 5_000; i++) {
            Hold one = hold("m-" + i, "order/" + i);
            order.turn(one);
            order.comesBack(one, Duration.ofSeconds(1));
            clock.advance(Duration.ofMillis(10));
        }

        assertThat(order.remembered()).isLessThanOrEqualTo(1_000);
    }
}
