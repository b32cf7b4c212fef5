package com.jkboat.notify.core.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.QueueUnavailableException;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.observe.NotificationListener.Ending;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop in threads of its own: it outlives faults, and it ends without losing anything. */
@Timeout(60)
class DrainTest {

    private final EngineRig rig = new EngineRig();
    private final ExecutorService closing = Executors.newCachedThreadPool();
    private final CountDownLatch sending = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    @BeforeEach
    void useThreads() {
        rig.threads = Executors.newCachedThreadPool();
    }

    @AfterEach
    void close() {
        answer.countDown();
        rig.close();
        closing.shutdownNow();
    }

    private SendOutcome answerLate(SendOutcome outcome) {
        sending.countDown();
        try {
            answer.await();
            return outcome;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unavailable("interrupted before anything was sent");
        }
    }

    @Test
    void finishesWhatIsBeingSentAndTakesNothingMore() throws Exception {
        rig.provider.does(message -> answerLate(new Accepted("m-1")));
        Event event = rig.publish(Shop.order());
        rig.loop().start();
        sending.await();

        Future<?> closed = closing.submit(rig.loop()::close);
        await(() -> rig.loop().isDraining());
        Event later = rig.publish(Shop.order());
        answer.countDown();
        closed.get();

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.audit.get().find(EngineRig.confirmation(later))).isEmpty();
        assertThat(rig.queue.get().stats().ready()).isEqualTo(1);
        assertThat(rig.loop().inFlight()).isZero();
    }

    @Test
    void cutsOffWhatTakesLongerThanTheDrainTimeAndStillTellsHowItEnded() throws Exception {
        rig.drainTimeout = Duration.ofMillis(50);
        rig.provider.does(message -> answerLate(new Accepted("never")));
        rig.provider.does(message -> new Unavailable("interrupted"));
        Event event = rig.publish(Shop.order());
        rig.loop().start();
        sending.await();

        rig.loop().close();

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.QUEUED);
        assertThat(rig.attempts(event)).hasSize(1);
        assertThat(rig.news.endings).containsExactly(Ending.RELEASED);
        assertThat(rig.loop().inFlight()).isZero();
        rig.clock.advance(Duration.ofSeconds(1));
        assertThat(rig.leaseAndDie()).extracting(lease -> lease.failures()).containsExactly(0);
    }

    @Test
    void spendsNoAttemptOnAnEnricherThatIsCutOffAtTheEnd() throws Exception {
        rig.drainTimeout = Duration.ofMillis(50);
        rig.enrichers.add(event -> {
            sending.countDown();
            answer.await();
            return Map.of();
        });
        rig.publish(Shop.order());
        rig.loop().start();
        sending.await();

        rig.loop().close();

        assertThat(rig.provider.called()).isEmpty();
        assertThat(rig.news.endings).containsExactly(Ending.RELEASED);
    }

    @Test
    void releasesWhatWaitsBehindAnotherOfItsSubject() throws Exception {
        rig.provider.does(message -> answerLate(new Accepted("m-1")));
        Event first = rig.publish(Shop.order());
        rig.loop().start();
        sending.await();
        Event second = rig.publish(
                new Event(UUID.randomUUID(), first.type(), first.timestamp(), first.payload(), first.correlationId()));

        Future<?> closed = closing.submit(rig.loop()::close);
        await(() -> rig.loop().isDraining());
        answer.countDown();
        closed.get();

        assertThat(rig.status(first)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.audit.get().find(EngineRig.confirmation(second))).isEmpty();
        assertThat(rig.queue.get().stats().pending()).isEqualTo(1);
    }

    @Test
    void renewsLeasesBeforeHalfTheirTimeWhileAMessageIsWorked() throws Exception {
        rig.lease = Duration.ofSeconds(1);
        rig.provider.does(message -> answerLate(new Accepted("m-1")));
        Event event = rig.publish(Shop.order());
        rig.loop().start();
        sending.await();

        long began = System.nanoTime();
        await(() -> rig.queue.calls("extend") > 0);
        Duration first = Duration.ofNanos(System.nanoTime() - began);
        answer.countDown();
        await(() -> rig.queue.calls("settle") > 0);

        assertThat(first).isLessThan(Duration.ofMillis(500));
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    void canBeClosedTwiceAndWithoutHavingBegun() {
        rig.loop().close();
        rig.loop().close();

        assertThat(rig.loop().inFlight()).isZero();
    }

    @Test
    void goesOnByItselfAfterEveryFaultOfTheQueue() {
        rig.queue.fails(
                "receive", 1, () -> QueueUnavailableException.nothingStored("away", new IllegalStateException()));
        rig.queue.fails("receive", 1, NoClassDefFoundError::new);
        Event event = rig.publish(Shop.order());

        rig.loop().start();

        await(() -> rig.queue.calls("settle") > 0);
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    void doesNotGoRoundAndRoundAfterAnInterruptThatMeantNothing() {
        List<Boolean> interrupted = new CopyOnWriteArrayList<>();
        rig.queue.after("receive", () -> {
            Thread.currentThread().interrupt();
            rig.queue.after(
                    "receive", () -> interrupted.add(Thread.currentThread().isInterrupted()));
        });
        Event event = rig.publish(Shop.order());

        rig.loop().start();

        await(() -> !interrupted.isEmpty() && rig.news.endings.contains(Ending.ACKNOWLEDGED));
        assertThat(interrupted).containsExactly(false);
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    void givesMessagesBackForWhichThereIsNoThread() {
        rig.threads.shutdownNow();
        rig.publish(Shop.order());
        rig.publish(Shop.order());

        int leased = rig.workOnce();

        assertThat(leased).isEqualTo(2);
        assertThat(rig.news.endings).containsExactly(Ending.RELEASED, Ending.RELEASED);
        assertThat(rig.loop().inFlight()).isZero();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
