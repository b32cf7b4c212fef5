package com.jkboat.notify.testkit.queue;

import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static com.jkboat.notify.testkit.queue.QueueProbe.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.QueueUnavailableException;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.Settled;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A queue in a process that lives long, is interrupted, or has a clock of its own. */
interface LifeRules extends QueueRules {

    @Test
    @DisplayName("Q-1: ends a wait that is interrupted while it lasts, and keeps the flag")
    default void endsAWaitThatIsInterruptedWhileItLasts() throws Exception {
        FutureTask<Boolean> waiting = new FutureTask<>(() -> {
            List<Lease> leases = it().queue().receive(request(1, Duration.ofSeconds(60)));
            return leases.isEmpty() && Thread.currentThread().isInterrupted();
        });
        Thread thread = new Thread(waiting, "contract-receiver");
        thread.setDaemon(true);
        thread.start();
        awaitRest(thread);

        thread.interrupt();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitRest(Thread thread) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (thread.getState() != Thread.State.TIMED_WAITING && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("Q-1: called by an interrupted thread, publishes or says that it did not, and keeps the flag")
    default void publishesOrSaysThatItDidNot() {
        Optional<List<PublishResult>> results = interrupted(() -> it().publish("a"));

        List<String> stored = it().receiveIds(10);

        assertThat(stored).isSubsetOf("a").doesNotHaveDuplicates();
        results.ifPresent(accepted -> {
            assertThat(accepted).containsExactly(PublishResult.ACCEPTED);
            assertThat(stored).containsExactly("a");
        });
    }

    @Test
    @DisplayName("Q-6: called by an interrupted thread, settles or leaves the message to its lease, and keeps the flag")
    default void settlesOrLeavesTheMessage() {
        it().publish("a");
        Lease lease = it().receiveOne();

        Optional<Settled> answer = interrupted(() -> it().acknowledge(lease));
        it().passLease();

        List<String> again = it().receiveIds(10);
        assertThat(again).isSubsetOf("a");
        answer.ifPresent(settled -> {
            assertThat(settled).isEqualTo(Settled.DONE);
            assertThat(again).isEmpty();
        });
    }

    /** Does something in an interrupted thread; empty if it was refused. */
    private static <T> Optional<T> interrupted(Supplier<T> work) {
        Thread.currentThread().interrupt();
        try {
            return Optional.of(work.get());
        } catch (QueueUnavailableException e) {
            return Optional.empty();
        } finally {
            assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        }
    }

    @Test
    @DisplayName("Q-1: a thousand rounds leave no thread and no connection behind")
    default void leavesNothingBehind() {
        goRound(20);
        Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());

        goRound(1000);

        // pools may renew a thread or two; a leak would be hundreds, and one of connections would have stopped us
        List<String> more = new ArrayList<>();
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .forEach(thread -> more.add(thread.getName()));
        assertThat(more).hasSizeLessThan(10);
        assertThat(it().stats().isIdle()).isTrue();
    }

    private void goRound(int times) {
        for (int i = 0; i < times; i++) {
            it().publish("m" + i);
            Lease lease = it().receiveOne();
            it().queue().extend(List.of(lease), QueueProbe.LEASE);
            assertThat(it().acknowledge(lease)).isEqualTo(Settled.DONE);
        }
    }

    @Test
    @DisplayName("Q-2, Q-3, Q-10: times mean the same in whatever zone a process is")
    default void timesMeanTheSameInEveryZone() {
        TimeZone own = TimeZone.getDefault();
        Instant due = it().now().plus(Duration.ofMinutes(30)).truncatedTo(ChronoUnit.MILLIS);
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Etc/GMT+12"));
            it().publish(message("later").withNotBefore(due).withNotAfter(due.plusSeconds(60)), message("leased"));
            Lease lease = it().receiveOne();
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));

            assertThat(it().receive(10)).isEmpty();
            assertThat(it().stats().scheduled()).isEqualTo(1);
            assertThat(lease.enqueuedAt()).isBetween(due.minusSeconds(3600), due.minusSeconds(1200));
            assertThat(it().acknowledge(lease)).isEqualTo(Settled.DONE);
            it().pass(Duration.ofMinutes(31));
            Lease later = it().receiveOne();
            assertThat(later.message().notAfter()).contains(due.plusSeconds(60));
            // by the clock of a database that cannot be moved, the message was enqueued earlier instead
            assertThat(later.enqueuedAt()).isBetween(due.minusSeconds(7200), due.minusSeconds(1200));
        } finally {
            TimeZone.setDefault(own);
        }
    }
}
