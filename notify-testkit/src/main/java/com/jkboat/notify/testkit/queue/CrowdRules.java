package com.jkboat.notify.testkit.queue;

import static com.jkboat.notify.testkit.queue.QueueProbe.keyed;
import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.Settled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What tens of thousands of messages do to the few that matter now.
 *
 * <p>By the clock, beside the same work without them: whatever keeps the messages, something that goes through all of
 * them each time takes hundreds of times as long. A plugin's own tests can count what is read, and should.
 */
interface CrowdRules extends QueueRules {

    /** How much longer than without the crowd, on a busy machine. */
    int TIMES = 20;

    /** What a busy machine may be busy with meanwhile. */
    Duration GRACE = Duration.ofSeconds(2);

    /** Returns how many make a crowd; fewer where a queue is for small work alone. */
    default int crowd() {
        return 20_000;
    }

    @Test
    @DisplayName("Q-10: tens of thousands that wait for their time do not slow what is due")
    default void delayedMessagesDoNotSlowWhatIsDue() {
        Instant later = it().now().plus(Duration.ofHours(1));
        Duration alone = twentyRounds();
        publish(crowd(), i -> message("later" + i).withNotBefore(later));

        assertThat(twentyRounds()).isLessThan(alone.multipliedBy(TIMES).plus(GRACE));
        assertThat(it().stats().ready()).isZero();
    }

    @Test
    @DisplayName("Q-18: tens of thousands of one key do not stop others, and come out in order")
    default void aCrowdOfOneKeyDoesNotStopOthers() {
        Duration alone = twentyRounds();
        publish(crowd(), i -> keyed("hot" + i, "hot"));
        it().receive(1);
        it().receive(1); // may set the crowd aside, once, however long that takes
        it().passLease();
        Lease hot = it().receiveOne();

        assertThat(twentyRounds()).isLessThan(alone.multipliedBy(TIMES).plus(GRACE));
        for (int i = 0; i < 20; i++) {
            assertThat(hot.message().id()).isEqualTo("hot" + i);
            assertThat(it().acknowledge(hot)).isEqualTo(Settled.DONE);
            hot = it().receiveOne();
        }
    }

    private void publish(int count, IntFunction<QueueMessage> making) {
        for (int i = 0; i < count; i += 1000) {
            List<QueueMessage> batch = new ArrayList<>();
            for (int number = i; number < i + 1000; number++) {
                batch.add(making.apply(number));
            }
            it().queue().publish(batch);
        }
    }

    /** Publishes, receives and settles twenty messages, one after the other. */
    private Duration twentyRounds() {
        long started = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            it().publish("now" + i);
            Lease now = it().receiveOne();
            assertThat(now.message().id()).isEqualTo("now" + i);
            it().acknowledge(now);
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
