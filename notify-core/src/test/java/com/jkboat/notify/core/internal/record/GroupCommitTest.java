package com.jkboat.notify.core.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.AuditUnavailableException;
import com.jkboat.notify.PluginException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GroupCommitTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch open = new CountDownLatch(1);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** The first batch waits until the gate is opened, so that the others gather behind it. */
    private GroupCommit<String, String> store(Function<List<String>, List<String>> writes) {
        return new GroupCommit<>("test", batch -> {
            batches.add(List.copyOf(batch));
            if (batches.size() == 1) {
                await(open);
            }
            return writes.apply(batch);
        });
    }

    private List<Future<String>> writeBehindAnother(GroupCommit<String, String> group, String... items) {
        threads.execute(() -> group.write("first"));
        await(() -> batches.size() == 1);
        List<Future<String>> answers = new ArrayList<>();
        for (String item : items) {
            answers.add(threads.submit((Callable<String>) () -> group.write(item)));
        }
        await(() -> group.waiting() == items.length);
        open.countDown();
        return answers;
    }

    @Test
    void writesTogetherWhatArrivesDuringAWrite() throws Exception {
        GroupCommit<String, String> group = store(GroupCommitTest::written);

        List<Future<String>> answers = writeBehindAnother(group, "a", "b", "c");

        for (Future<String> answer : answers) {
            assertThat(answer.get()).endsWith(" written");
        }
        assertThat(batches).hasSize(2);
        assertThat(batches.get(1)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void failsTheBadItemAndNotItsNeighbours() {
        GroupCommit<String, String> group = store(batch -> {
            if (batch.contains("bad")) {
                throw new IllegalArgumentException("bad");
            }
            return written(batch);
        });

        List<Future<String>> answers = writeBehindAnother(group, "a", "bad", "c");

        assertThat(answers.get(0)).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(answers.get(2)).succeedsWithin(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> answers.get(1).get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void failsTheBadItemAloneAlsoWhereTheStoreCallsItsFaultAnOutage() {
        GroupCommit<String, String> group = store(batch -> {
            if (batch.contains("bad")) {
                throw away();
            }
            return written(batch);
        });

        List<Future<String>> answers = writeBehindAnother(group, "a", "bad", "c");

        assertThat(answers.get(0)).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(answers.get(2)).succeedsWithin(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> answers.get(1).get()).hasCauseInstanceOf(AuditUnavailableException.class);
    }

    @Test
    void asksAStoreThatIsAwayNotOnceForEveryItem() {
        GroupCommit<String, String> group = store(batch -> {
            throw away();
        });

        List<Future<String>> answers = writeBehindAnother(
                group, IntStream.range(0, 20).mapToObj(String::valueOf).toArray(String[]::new));

        for (Future<String> answer : answers) {
            assertThatThrownBy(answer::get).hasCauseInstanceOf(AuditUnavailableException.class);
        }
        assertThat(batches).hasSize(4); // the first, the batch, and two items
    }

    @Test
    void outlivesAnErrorAndLeavesNobodyWaiting() {
        boolean[] broken = {true};
        GroupCommit<String, String> group = new GroupCommit<>("test", batch -> {
            if (broken[0]) {
                throw new NoClassDefFoundError("driver");
            }
            return written(batch);
        });

        Future<String> failing = threads.submit(() -> group.write("a"));
        assertThat(failing).failsWithin(10, TimeUnit.SECONDS);
        broken[0] = false;
        Future<String> next = threads.submit(() -> group.write("b"));

        assertThat(next).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo("b written");
    }

    @Test
    void repeatsNothingWhenTheStoreGivesTooFewAnswers() {
        GroupCommit<String, String> group = store(batch -> batch.size() == 1 ? written(batch) : List.of("one"));

        List<Future<String>> answers = writeBehindAnother(group, "a", "b");

        for (Future<String> answer : answers) {
            assertThatThrownBy(answer::get).hasCauseInstanceOf(PluginException.class);
        }
        assertThat(batches).hasSize(2);
    }

    @Test
    void writesWhatWaitsBeforeItClosesAndDoesNotDisturbTheWriteUnderWay() throws Exception {
        List<Boolean> interrupted = Collections.synchronizedList(new ArrayList<>());
        GroupCommit<String, String> group = store(batch -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            return written(batch);
        });
        threads.execute(() -> group.write("first"));
        await(() -> batches.size() == 1);
        Future<String> waiting = threads.submit((Callable<String>) () -> group.write("second"));
        await(() -> group.waiting() == 1);

        Future<?> closing = threads.submit(group::close);
        await(() -> group.waiting() == 2);
        open.countDown();
        closing.get();

        assertThat(waiting.get()).isEqualTo("second written");
        assertThat(interrupted).containsOnly(false);
    }

    @Test
    void refusesWhatComesAfterItClosedInsteadOfLettingItWait() {
        GroupCommit<String, String> group = new GroupCommit<>("test", GroupCommitTest::written);
        group.close();
        group.close();

        assertThatThrownBy(() -> group.write("late"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void answersEveryoneWhoRacesWithTheEnd() throws Exception {
        for (int round = 0; round < 200; round++) {
            GroupCommit<String, String> group = new GroupCommit<>("test", GroupCommitTest::written);
            Future<?> racing = threads.submit(() -> {
                try {
                    group.write("racing");
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessageContaining("closed");
                }
            });
            group.close();
            racing.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void keepsTheInterruptOfAWriterThatHadToWait() throws Exception {
        GroupCommit<String, String> group = new GroupCommit<>("test", GroupCommitTest::written);

        Future<Boolean> flag = threads.submit(() -> {
            Thread.currentThread().interrupt();
            group.write("a");
            return Thread.interrupted();
        });

        assertThat(flag.get()).isTrue();
    }

    private static List<String> written(List<String> batch) {
        return batch.stream().map(item -> item + " written").toList();
    }

    private static AuditUnavailableException away() {
        return new AuditUnavailableException("away", new IllegalStateException("no connection"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
