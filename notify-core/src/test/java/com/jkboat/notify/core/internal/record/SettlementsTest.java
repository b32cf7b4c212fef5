package com.jkboat.notify.core.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.QueueUnavailableException;
import com.jkboat.notify.core.contract.QueueWrapper;
import com.jkboat.notify.core.memory.InMemoryNotificationQueue;
import com.jkboat.notify.queue.Exchange;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages are given back together with the next claim, or without one; in any case they are. */
@Timeout(30)
final class SettlementsTest {

    private final List<String> steps = Collections.synchronizedList(new ArrayList<>());
    private final List<Object> told = Collections.synchronizedList(new ArrayList<>());
    private final Recorded queue = new Recorded();
    private final Settlements settlements = new Settlements(queue);

    @AfterEach
    void close() {
        settlements.close();
    }

    @Test
    void settlesAtOnceWhereNoClaimIsExpected() {
        settle(leased("a"));

        assertThat(told).containsExactly(Settled.DONE);
        assertThat(steps).containsExactly("settle 1");
    }

    @Test
    void settlesWithTheClaimThatIsExpected() {
        List<Lease> two = leased("a", "b");
        queue.publish(List.of(message("c")));
        settlements.expectClaim();
        settle(two);
        assertThat(told).isEmpty();

        List<Lease> leases = settlements.claim(request(Duration.ofDays(1)));

        assertThat(leases).hasSize(1);
        assertThat(told).containsExactly(Settled.DONE, Settled.DONE);
        assertThat(steps).containsExactly("exchange 2, 0 s");
    }

    @Test
    void doesNotWaitForWorkWhileSomebodyWaitsToBeSettled() {
        settlements.expectClaim();
        settle(leased("a"));

        assertThat(settlements.claim(request(Duration.ofDays(1)))).isEmpty();

        assertThat(told).containsExactly(Settled.DONE);
    }

    @Test
    void settlesAloneWhileAClaimWaitsForWork() {
        List<Lease> one = leased("a");
        queue.whileReceiving = () -> settle(one);
        settlements.expectClaim();

        settlements.claim(request(Duration.ZERO));

        assertThat(told).containsExactly(Settled.DONE);
        assertThat(steps).containsExactly("settle 1");
    }

    @Test
    void settlesWithoutTheClaimThatDoesNotCome() throws InterruptedException {
        settlements.expectClaim();
        settle(leased("a"));
        CountDownLatch end = new CountDownLatch(1);
        settlements.settle(new Settlement.Acknowledge(leased("b").get(0)), (settled, failure) -> end.countDown());

        settlements.expectNoClaim();

        assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.stats().isIdle()).isTrue();
        assertThat(steps).allMatch(step -> step.startsWith("settle"));
    }

    @Test
    void settlesWithoutTheClaimThatFailed() throws InterruptedException {
        settlements.expectClaim();
        CountDownLatch end = new CountDownLatch(1);
        settlements.settle(new Settlement.Acknowledge(leased("a").get(0)), (settled, failure) -> end.countDown());
        queue.exchangeFails = true;

        assertThatThrownBy(() -> settlements.claim(request(Duration.ZERO)))
                .isInstanceOf(QueueUnavailableException.class);

        assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.stats().isIdle()).isTrue();
        assertThat(steps).containsExactly("exchange 1, 0 s", "settle 1");
    }

    @Test
    void givesBackWhatFollowsFromAnotherBeingSettled() throws InterruptedException {
        Settlements own = new Settlements(queue); // one that hangs could not be closed
        List<Lease> two = leased("a", "b");
        CountDownLatch end = new CountDownLatch(2);
        own.expectClaim();
        own.settle(new Settlement.Acknowledge(two.get(0)), (settled, failure) -> {
            own.settle(new Settlement.Acknowledge(two.get(1)), (next, nextFailure) -> end.countDown());
            end.countDown();
        });

        own.expectNoClaim();

        assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.stats().isIdle()).isTrue();
        own.close();
    }

    @Test
    void settlesWhatWaitsWhenItIsClosed() {
        settlements.expectClaim();
        settle(leased("a"));

        settlements.close();

        assertThat(told).containsExactly(Settled.DONE);
    }

    @Test
    void tellsWhyAMessageCouldNotBeSettled() {
        queue.settleFails = true;

        settle(leased("a"));

        assertThat(told).hasSize(1).first().isInstanceOf(QueueUnavailableException.class);
    }

    private void settle(List<Lease> leases) {
        leases.forEach(lease -> settlements.settle(
                new Settlement.Acknowledge(lease),
                (settled, failure) -> told.add(failure == null ? settled : failure)));
    }

    private List<Lease> leased(String... ids) {
        queue.publish(Stream.of(ids).map(SettlementsTest::message).toList());
        return queue.memory.receive(request(Duration.ZERO));
    }

    private static QueueMessage message(String id) {
        return QueueMessage.of(id, new byte[0], "f");
    }

    private static ReceiveRequest request(Duration maxWait) {
        return new ReceiveRequest(10, maxWait, Duration.ofMinutes(1), "me");
    }

    /** Writes down what it is asked, and fails on demand. */
    private final class Recorded extends QueueWrapper {

        private final InMemoryNotificationQueue memory;
        private volatile boolean exchangeFails;
        private volatile boolean settleFails;
        private volatile Runnable whileReceiving = () -> {};

        Recorded() {
            this(new InMemoryNotificationQueue(Instant::now));
        }

        private Recorded(InMemoryNotificationQueue memory) {
            super(memory);
            this.memory = memory;
        }

        @Override
        public List<Lease> receive(ReceiveRequest request) {
            whileReceiving.run();
            return memory.receive(request);
        }

        @Override
        public List<Settled> settle(List<Settlement> batch) {
            steps.add("settle " + batch.size());
            failIf(settleFails);
            return memory.settle(batch);
        }

        @Override
        public Exchange exchange(List<Settlement> batch, ReceiveRequest request) {
            steps.add("exchange " + batch.size() + ", " + request.maxWait().toSeconds() + " s");
            failIf(exchangeFails);
            return memory.exchange(batch, request);
        }

        private void failIf(boolean fails) {
            if (fails) {
                throw QueueUnavailableException.nothingStored("no queue", new IllegalStateException("away"));
            }
        }
    }
}
