package com.jkboat.notify.testkit.queue;

import static com.jkboat.notify.testkit.queue.QueueProbe.LEASE;
import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static com.jkboat.notify.testkit.queue.QueueProbe.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Priority;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is handed out, and when, and the waits of a receiver. */
interface DeliveryRules extends QueueRules {

    @Test
    @DisplayName("Q-1, Q-3: hands out what was accepted, once")
    default void handsOutWhatWasAcceptedOnce() {
        assertThat(it().publish("a", "b")).containsOnly(PublishResult.ACCEPTED);

        assertThat(it().receiveIds(10)).containsExactly("a", "b");
        assertThat(it().receive(10)).isEmpty();
    }

    @Test
    @DisplayName("Q-1: hands out no more than asked for")
    default void handsOutNoMoreThanAskedFor() {
        it().publish("a", "b", "c");

        assertThat(it().receiveIds(2)).containsExactly("a", "b");
        assertThat(it().receiveIds(2)).containsExactly("c");
    }

    @Test
    @DisplayName("Q-1: accepts an empty batch and hands out nothing for it")
    default void acceptsAnEmptyBatch() {
        assertThat(it().queue().publish(List.of())).isEmpty();
        assertThat(it().queue().settle(List.of())).isEmpty();
        assertThat(it().queue().extend(List.of(), LEASE)).isEmpty();

        assertThat(it().receive(10)).isEmpty();
    }

    @Test
    @DisplayName("Q-2: hands out everything as it went in")
    default void handsOutEverythingAsItWentIn() {
        byte[] body = new byte[256];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) i;
        }
        Instant notAfter = it().now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
        QueueMessage sent = QueueMessage.of("a", body, "print")
                .withPriority(Priority.BULK)
                .withHeaders(Map.of("correlation-id", "å&=b \0 \uD83D\uDEA4", "x", ""))
                .withOrderingKey("booking/\uD83D\uDEA4")
                .withNotAfter(notAfter);

        it().publish(sent);
        QueueMessage got = it().receiveOne().message();

        assertThat(got.body()).isEqualTo(body);
        assertThat(got).usingRecursiveComparison().isEqualTo(sent);
    }

    @Test
    @DisplayName("Q-2: hands out empty bodies and the largest ones whole")
    default void handsOutBodiesOfEverySizeWhole() {
        byte[] largest = new byte[it().queue().capabilities().maxBodyBytes()];
        largest[largest.length - 1] = 1;
        it().publish(QueueMessage.of("empty", new byte[0], "e"), QueueMessage.of("largest", largest, "l"));

        List<Lease> leases = it().receive(2);

        assertThat(leases.get(0).message().body()).isEmpty();
        assertThat(leases.get(1).message().body()).isEqualTo(largest);
    }

    @Test
    @DisplayName("Q-2: keeps ids, fingerprints and keys of the greatest length")
    default void keepsTextsOfTheGreatestLength() {
        String id = "i".repeat(QueueMessage.MAX_ID);
        String print = "p".repeat(QueueMessage.MAX_FINGERPRINT);
        String key = "k".repeat(QueueMessage.MAX_ORDERING_KEY);

        it().publish(QueueMessage.of(id, new byte[1], print).withOrderingKey(key));
        QueueMessage got = it().receiveOne().message();

        assertThat(List.of(got.id(), got.fingerprint(), got.orderingKey().orElseThrow()))
                .containsExactly(id, print, key);
    }

    @Test
    @DisplayName("Q-10: hands out nothing before its time, and what is due at once")
    default void handsOutNothingBeforeItsTime() {
        Instant later = it().now().plusSeconds(3600);
        it().publish(message("later").withNotBefore(later), message("now"));

        assertThat(it().receiveIds(10)).containsExactly("now");
        it().pass(Duration.ofSeconds(3601));

        assertThat(it().receiveIds(10)).contains("later");
    }

    @Test
    @DisplayName("Q-7, Q-10: keeps a delay of the longest it says it can keep")
    default void keepsADelayOfTheLongestItSays() {
        Duration longest = it().queue().capabilities().maxDelay();
        it().publish("retried");
        it().settle(new Settlement.Retry(it().receiveOne(), longest, "later"));
        it().publish(message("scheduled").withNotBefore(it().now().plus(longest)));

        it().pass(longest.minus(longest.dividedBy(10)));
        assertThat(it().receive(10)).isEmpty();
        it().pass(longest.dividedBy(5));

        assertThat(it().receiveIds(10)).containsExactlyInAnyOrder("retried", "scheduled");
    }

    @Test
    @DisplayName("Q-10: lets a short delay pass a longer one that was published before")
    default void letsAShortDelayPassALongerOne() {
        it().publish(
                        message("long").withNotBefore(it().now().plusSeconds(3600)),
                        message("short").withNotBefore(it().now().plusSeconds(60)));

        it().pass(Duration.ofSeconds(61));

        assertThat(it().receiveIds(10)).containsExactly("short");
    }

    @Test
    @DisplayName("Q-10: hands out at once what was due before it was published")
    default void handsOutAtOnceWhatWasDueBefore() {
        it().publish(message("a").withNotBefore(it().now().minusSeconds(3600)));

        assertThat(it().receiveIds(10)).containsExactly("a");
    }

    @Test
    @DisplayName("Q-1: waits no longer than told when nothing is due")
    default void waitsNoLongerThanTold() {
        long started = System.nanoTime();

        List<Lease> leases = it().queue().receive(request(1, Duration.ofMillis(250)));

        assertThat(leases).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isBetween(Duration.ofMillis(250), Duration.ofSeconds(10));
    }

    @Test
    @DisplayName("Q-1: wakes a receiver when something is published")
    default void wakesAReceiverWhenSomethingIsPublished() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<List<Lease>> waiting = thread.submit(() -> it().queue().receive(request(1, Duration.ofSeconds(20))));
            it().publish("a");

            assertThat(QueueProbe.ids(waiting.get(10, TimeUnit.SECONDS))).containsExactly("a");
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    @DisplayName("Q-1: ends the wait of a receiver when it is closed, and may be closed again")
    default void endsAWaitWhenClosed() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<List<Lease>> waiting = thread.submit(() -> it().queue().receive(request(1, Duration.ofSeconds(60))));
            it().queue().close();
            it().queue().close();

            assertThat(waiting.get(10, TimeUnit.SECONDS)).isEmpty();
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    @DisplayName("Q-1: ends a wait when interrupted, keeps the flag and loses nothing")
    default void endsAWaitWhenInterruptedAndKeepsTheFlag() {
        Thread.currentThread().interrupt();

        List<Lease> leases = it().queue().receive(request(1, Duration.ofSeconds(20)));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(leases).isEmpty();
        it().publish("a");
        assertThat(it().receiveIds(1)).containsExactly("a");
    }
}
