package com.jkboat.notify.core.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.queue.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One of the messages that were leased together ends its process: the others must not be given up on with it. */
@Timeout(60)
class LeftBehindTest {

    private static final int EVENTS = 3;

    private final EngineRig rig = new EngineRig();
    private final List<Long> leasedMeanwhile = new ArrayList<>();

    @AfterEach
    void close() {
        rig.close();
    }

    private List<Event> publishSome() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            rig.provider.does(message -> {
                leasedMeanwhile.add(rig.queue.get().stats().leased());
                return new Accepted("taken");
            });
            events.add(rig.publish(Shop.order()));
        }
        return events;
    }

    private void leaveBehind(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(rig.leaseAndDie()).hasSize(EVENTS);
            rig.clock.advance(EngineRig.LEASE);
        }
    }

    @Test
    void areWorkedTogetherAfterOneDeath() {
        publishSome();
        leaveBehind(1);

        rig.work();

        assertThat(leasedMeanwhile).contains((long) EVENTS);
    }

    @Test
    void areWorkedOneByOneAfterTwoDeaths() {
        List<Event> events = publishSome();
        leaveBehind(2);

        rig.work();

        assertThat(leasedMeanwhile).containsExactly(1L, 1L, 1L);
        assertThat(events).extracting(rig::status).containsOnly(NotificationStatus.SENT);
    }

    @Test
    void areNotCountedWithTheOneThatEndsTheNextProcess() {
        List<Integer> deliveries = new ArrayList<>();
        rig.provider.does(message -> {
            rig.clock.advance(EngineRig.LEASE); // as long as if this process had ended here
            rig.leaseAndDie().stream().map(Lease::deliveries).forEach(deliveries::add);
            return new Accepted("taken");
        });
        publishSome();
        leaveBehind(2);

        rig.workOnce();

        assertThat(deliveries).containsExactlyInAnyOrder(4, 3, 3);
    }

    @Test
    void waitUntilWhatIsWorkedBesidesIsDone() throws Exception {
        rig.threads = Executors.newCachedThreadPool();
        rig.publish(Shop.order());
        for (int i = 0; i < 2; i++) {
            rig.leaseAndDie();
            rig.clock.advance(EngineRig.LEASE);
        }
        List<Integer> inFlight = new CopyOnWriteArrayList<>();
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        rig.provider.does(message -> answerLate(sending, answer));
        rig.provider.does(message -> {
            inFlight.add(rig.loop().inFlight());
            return new Accepted("left behind");
        });
        rig.publish(Shop.order());

        rig.loop().start();
        sending.await();
        answer.countDown();

        awaitDone();
        assertThat(inFlight).containsExactly(1);
    }

    private static SendOutcome answerLate(CountDownLatch sending, CountDownLatch answer) {
        sending.countDown();
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Accepted("healthy");
    }

    private void awaitDone() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (rig.queue.get().stats().pending() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }
}
