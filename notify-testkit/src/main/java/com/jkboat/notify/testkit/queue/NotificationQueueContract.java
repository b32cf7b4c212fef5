package com.jkboat.notify.testkit.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.Page;
import com.jkboat.notify.Priority;
import com.jkboat.notify.queue.DeadLetter;
import com.jkboat.notify.queue.DeadLetters;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The numbered rules of {@link NotificationQueue} as tests; every queue passes them.
 *
 * @since 0.1
 */
public abstract class NotificationQueueContract {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private NotificationQueue queue;

    /** Opens an empty queue. */
    protected abstract NotificationQueue open();

    /** Lets this much time pass for the queue, at once. */
    protected abstract void pass(Duration time);

    /** Returns about what time it is for the queue. */
    protected abstract Instant now();

    @BeforeEach
    final void openQueue() {
        queue = open();
    }

    @AfterEach
    final void closeQueue() {
        queue.close();
    }

    /** Returns the queue under test. */
    protected final NotificationQueue queue() {
        return queue;
    }

    @Test
    void handsOutWhatWasAcceptedOnce() {
        assertThat(queue.publish(List.of(message("a"), message("b")))).containsOnly(PublishResult.ACCEPTED);

        assertThat(ids(receive(10))).containsExactly("a", "b");
        assertThat(receive(10)).isEmpty();
    }

    @Test
    void handsOutEverythingAsItWentIn() {
        byte[] body = new byte[256];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) i;
        }
        Instant notAfter = now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
        QueueMessage sent = QueueMessage.of("a", body, "print")
                .withPriority(Priority.BULK)
                .withHeaders(Map.of("correlation-id", "å&=b \uD83D\uDEA4", "x", ""))
                .withOrderingKey("booking/BK1")
                .withNotAfter(notAfter);

        queue.publish(List.of(sent));
        QueueMessage got = receive(1).get(0).message();

        assertThat(got.body()).isEqualTo(body);
        assertThat(got).usingRecursiveComparison().isEqualTo(sent);
    }

    @Test
    void handsOutAgainWhenTheLeaseHasEnded() {
        queue.publish(List.of(message("a")));
        assertThat(receive(1).get(0).deliveries()).isEqualTo(1);

        pass(LEASE.minusSeconds(5));
        assertThat(receive(1)).isEmpty();
        pass(Duration.ofSeconds(6));

        assertThat(receive(1).get(0).deliveries()).isEqualTo(2);
    }

    @Test
    void answersLostForALeaseThatHasEnded() {
        queue.publish(List.of(message("a")));
        Lease late = receive(1).get(0);
        pass(LEASE.plusSeconds(1));
        Lease current = receive(1).get(0);

        assertThat(queue.settle(List.of(
                        new Settlement.Acknowledge(late),
                        new Settlement.Retry(late, Duration.ZERO, "late"),
                        new Settlement.Release(late, Duration.ZERO),
                        new Settlement.Bury(late, "late"))))
                .containsOnly(Settled.LOST);
        assertThat(queue.extend(List.of(late, current), LEASE)).containsExactly(Settled.LOST, Settled.DONE);
        assertThat(queue.settle(List.of(new Settlement.Acknowledge(current)))).containsExactly(Settled.DONE);
        assertThat(queue.stats().dead()).isZero();
    }

    @Test
    void keepsALeaseThatIsExtended() {
        queue.publish(List.of(message("a")));
        Lease lease = receive(1).get(0);

        pass(LEASE.minusSeconds(5));
        queue.extend(List.of(lease), LEASE);
        pass(LEASE.minusSeconds(5));

        assertThat(receive(1)).isEmpty();
        assertThat(settle(new Settlement.Acknowledge(lease))).isEqualTo(Settled.DONE);
    }

    @Test
    void neverHandsOutAgainWhatWasAcknowledged() {
        queue.publish(List.of(message("a")));
        Lease lease = receive(1).get(0);

        assertThat(settle(new Settlement.Acknowledge(lease))).isEqualTo(Settled.DONE);
        assertThat(settle(new Settlement.Acknowledge(lease))).isEqualTo(Settled.LOST);
        pass(LEASE.multipliedBy(2));

        assertThat(receive(1)).isEmpty();
        assertThat(queue.stats().pending()).isZero();
    }

    @Test
    void handsOutARetryAfterItsDelayAndCountsTheFailure() {
        queue.publish(List.of(message("a")));
        settle(new Settlement.Retry(receive(1).get(0), Duration.ofSeconds(5), "later"));

        assertThat(receive(1)).isEmpty();
        assertThat(queue.stats().delayed()).isEqualTo(1);
        pass(Duration.ofSeconds(6));

        Lease again = receive(1).get(0);
        assertThat(again.failures()).isEqualTo(1);
        assertThat(again.deliveries()).isEqualTo(2);
    }

    @Test
    void countsNothingForARelease() {
        queue.publish(List.of(message("a")));
        settle(new Settlement.Release(receive(1).get(0), Duration.ofSeconds(5)));

        assertThat(receive(1)).isEmpty();
        pass(Duration.ofSeconds(6));

        Lease again = receive(1).get(0);
        assertThat(again.failures()).isZero();
        assertThat(again.deliveries()).isEqualTo(queue.capabilities().freeRelease() ? 1 : 2);
    }

    @Test
    void keepsWhatIsBuriedAmongTheDeadLettersAndNowhereElse() {
        queue.publish(List.of(message("a"), message("b")));
        settle(new Settlement.Retry(receive(1).get(0), Duration.ZERO, "first"));
        settle(new Settlement.Bury(receive("a"), "hopeless"));

        DeadLetter letter =
                queue.deadLetters().list(10, Optional.empty()).items().get(0);

        assertThat(letter.message().id()).isEqualTo("a");
        assertThat(letter.reason()).isEqualTo("hopeless");
        assertThat(letter.failures()).isEqualTo(1);
        assertThat(letter.deliveries()).isEqualTo(2);
        pass(LEASE.multipliedBy(2));
        assertThat(ids(receive(10))).containsExactly("b");
        assertThat(queue.stats().dead()).isEqualTo(1);
    }

    @Test
    void handsOutNothingBeforeItsTime() {
        queue.publish(List.of(message("later").withNotBefore(now().plusSeconds(3600)), message("now")));

        assertThat(ids(receive(10))).containsExactly("now");
        assertThat(queue.stats().scheduled()).isEqualTo(1);
        assertThat(queue.stats().delayed()).isZero();
        pass(Duration.ofSeconds(3601));

        assertThat(ids(receive(10))).contains("later");
    }

    @Test
    void sharesOutByWeightWithoutStarvingALane() {
        List<QueueMessage> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            for (Priority lane : Priority.values()) {
                all.add(message(lane + "-" + i).withPriority(lane));
            }
        }
        Collections.shuffle(all, new java.util.Random(1));
        queue.publish(all);

        List<Priority> first =
                receive(29).stream().map(lease -> lease.message().priority()).toList();

        assertThat(Collections.frequency(first, Priority.URGENT)).isEqualTo(16);
        assertThat(Collections.frequency(first, Priority.HIGH)).isEqualTo(8);
        assertThat(Collections.frequency(first, Priority.NORMAL)).isEqualTo(4);
        assertThat(Collections.frequency(first, Priority.BULK)).isEqualTo(1);
    }

    @Test
    void givesUnusedShareToOtherLanes() {
        queue.publish(List.of(
                message("a").withPriority(Priority.BULK),
                message("b").withPriority(Priority.BULK),
                message("c").withPriority(Priority.BULK)));

        assertThat(receive(3)).hasSize(3);
    }

    @Test
    void findsDuplicatesAndConflictsWhileTheFirstIsWaitingOrLeased() {
        queue.publish(List.of(message("a")));

        assertThat(queue.publish(List.of(message("a")))).containsExactly(PublishResult.DUPLICATE);
        Lease lease = receive(1).get(0);
        assertThat(queue.publish(List.of(message("a"), QueueMessage.of("a", new byte[0], "other"))))
                .containsExactly(PublishResult.DUPLICATE, PublishResult.CONFLICT);
        settle(new Settlement.Acknowledge(lease));

        assertThat(queue.publish(List.of(message("a")))).containsExactly(PublishResult.ACCEPTED);
    }

    @Test
    void judgesABatchMessageByMessage() {
        byte[] tooLarge = new byte[queue.capabilities().maxBodyBytes() + 1];

        List<PublishResult> results =
                queue.publish(List.of(message("a"), QueueMessage.of("b", tooLarge, "b"), message("c")));

        assertThat(results).containsExactly(PublishResult.ACCEPTED, PublishResult.TOO_LARGE, PublishResult.ACCEPTED);
        assertThat(ids(receive(10))).containsExactly("a", "c");
    }

    @Test
    void buriesAMessageThatKillsItsWorkerAgainAndAgain() {
        queue.publish(List.of(message("poison")));

        for (int i = 0; i < 10; i++) {
            assertThat(receive(1)).hasSize(1);
            pass(LEASE.plusSeconds(1));
        }

        assertThat(receive(1)).isEmpty();
        assertThat(queue.stats().dead()).isEqualTo(1);
    }

    @Test
    void handsOutNothingPastAnOlderMessageOfItsKey() {
        queue.publish(List.of(message("created").withOrderingKey("booking/1"), message("other")));
        Lease created = receive(1).get(0);
        queue.publish(List.of(message("cancelled").withOrderingKey("booking/1")));

        assertThat(ids(receive(10))).containsExactly("other");
        settle(new Settlement.Release(created, Duration.ofSeconds(5)));
        assertThat(receive(10)).isEmpty();
        pass(Duration.ofSeconds(6));
        List<Lease> first = receive(10);
        assertThat(ids(first)).containsExactly("created");

        settle(new Settlement.Acknowledge(first.get(0)));
        assertThat(ids(receive(10))).containsExactly("cancelled");
    }

    @Test
    void bringsADeadLetterBackOnceWithItsCountsAtZero() {
        queue.publish(List.of(message("a"), message("b")));
        settle(new Settlement.Retry(receive("a"), Duration.ZERO, "first"));
        settle(new Settlement.Bury(receive("a"), "hopeless"));

        assertThat(queue.deadLetters().replay(DeadLetters.Filter.ids("a"))).isEqualTo(1);
        assertThat(queue.deadLetters().replay(DeadLetters.Filter.all())).isZero();

        Lease again = receive("a");
        assertThat(again.failures()).isZero();
        assertThat(again.deliveries()).isEqualTo(1);
    }

    @Test
    void listsDeadLettersInPagesAndPurgesThem() {
        for (int i = 0; i < 5; i++) {
            queue.publish(List.of(message("m" + i)));
            settle(new Settlement.Bury(receive(1).get(0), "reason"));
        }

        Page<DeadLetter> first = queue.deadLetters().list(3, Optional.empty());
        Page<DeadLetter> second = queue.deadLetters().list(3, first.next());

        assertThat(first.items()).hasSize(3);
        assertThat(second.items()).hasSize(2);
        assertThat(second.next()).isEmpty();
        assertThat(queue.deadLetters().purge(DeadLetters.Filter.ids("m1"))).isEqualTo(1);
        assertThat(queue.deadLetters().purge(DeadLetters.Filter.all())).isEqualTo(4);
        assertThat(queue.stats().dead()).isZero();
    }

    @Test
    void wakesAReceiverWhenSomethingIsPublished() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<List<Lease>> waiting = thread.submit(
                    () -> queue.receive(new ReceiveRequest(1, Duration.ofSeconds(20), LEASE, "contract")));
            queue.publish(List.of(message("a")));

            assertThat(ids(waiting.get(10, TimeUnit.SECONDS))).containsExactly("a");
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void endsAWaitWhenInterruptedAndKeepsTheFlag() {
        Thread.currentThread().interrupt();

        List<Lease> leases = queue.receive(new ReceiveRequest(1, Duration.ofSeconds(20), LEASE, "contract"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(leases).isEmpty();
    }

    @Test
    void neverLeasesOneMessageToTwoReceivers() throws Exception {
        int count = 1000;
        List<QueueMessage> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(message("m" + i));
        }
        queue.publish(all);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<List<String>>> receivers = Collections.nCopies(8, this::drain);
            List<String> got = new ArrayList<>();
            for (Future<List<String>> one : threads.invokeAll(receivers)) {
                got.addAll(one.get());
            }

            assertThat(got).hasSize(count);
            assertThat(new HashSet<>(got)).hasSize(count);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refusesATransactionItCannotTakePartIn() {
        if (!queue.capabilities().transactionalPublish()) {
            assertThatThrownBy(() -> queue.publish(List.of(message("a")), NoConnection.create()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("NTF-023");
        }
    }

    private List<String> drain() {
        List<String> got = new ArrayList<>();
        List<Lease> leases = receive(20);
        while (!leases.isEmpty()) {
            got.addAll(ids(leases));
            queue.settle(leases.stream()
                    .map(lease -> (Settlement) new Settlement.Acknowledge(lease))
                    .toList());
            leases = receive(20);
        }
        return got;
    }

    /** Makes a message whose content is its id. */
    protected static QueueMessage message(String id) {
        return QueueMessage.of(id, id.getBytes(StandardCharsets.UTF_8), "print-" + id);
    }

    /** Leases what is due, without waiting. */
    protected final List<Lease> receive(int max) {
        return queue.receive(new ReceiveRequest(max, Duration.ZERO, LEASE, "contract"));
    }

    private Lease receive(String id) {
        return receive(10).stream()
                .filter(lease -> lease.message().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Settled settle(Settlement settlement) {
        return queue.settle(List.of(settlement)).get(0);
    }

    /** Returns the message ids of leases. */
    protected static List<String> ids(List<Lease> leases) {
        return leases.stream().map(lease -> lease.message().id()).toList();
    }
}
