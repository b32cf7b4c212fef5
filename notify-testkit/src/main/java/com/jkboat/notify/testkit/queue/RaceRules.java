package com.jkboat.notify.testkit.queue;

import static com.jkboat.notify.testkit.queue.QueueProbe.keyed;
import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static com.jkboat.notify.testkit.queue.QueueProbe.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.queue.Capabilities;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many at one queue at the same time. */
interface RaceRules extends QueueRules {

    @Test
    @DisplayName("Q-3: never leases one message to two receivers")
    default void neverLeasesOneMessageToTwoReceivers() throws Exception {
        for (int i = 0; i < 10_000; i += 1000) {
            publish(i, 1000);
        }

        List<String> got = new ArrayList<>();
        inParallel(8, thread -> drain(50)).forEach(got::addAll);

        assertThat(got).hasSize(10_000).doesNotHaveDuplicates();
    }

    private void publish(int from, int count) {
        List<QueueMessage> batch = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            batch.add(message("m" + i));
        }
        it().queue().publish(batch);
    }

    @Test
    @DisplayName("Q-1: hands out everything in the end, whatever receivers do with it")
    default void handsOutEverythingInTheEnd() throws Exception {
        long seed = System.nanoTime();
        publish(0, 500);
        Set<String> done = ConcurrentHashMap.newKeySet();

        for (int round = 0; round < 30 && done.size() < 500; round++) {
            long ofRound = seed + 100L * round;
            inParallel(4, thread -> carelessly(new Random(ofRound + thread), done));
            it().passLease();
        }

        assertThat(done).as("seed %d", seed).hasSize(500);
        assertThat(it().stats().isIdle()).isTrue();
        assertThat(it().stats().dead()).isZero();
    }

    /** Receives a while, and acknowledges, retries, releases or forgets; notes what is done. */
    private int carelessly(Random random, Set<String> done) {
        for (int i = 0; i < 20; i++) {
            List<Settlement> settlements = new ArrayList<>();
            for (Lease lease : it().receive(1 + random.nextInt(15))) {
                if (random.nextInt(10) > 0 || lease.deliveries() > 4) {
                    settlements.add(ofAnyKind(random, lease));
                }
            }
            it().queue().settle(settlements);
            settlements.stream()
                    .filter(Settlement.Acknowledge.class::isInstance)
                    .forEach(it ->
                            assertThat(done.add(it.lease().message().id())).isTrue());
        }
        return done.size();
    }

    @Test
    @DisplayName("Q-12: accepts one of many that publish the same id at the same time")
    default void acceptsOneOfManyWithTheSameId() throws Exception {
        it().onlyIfOffered("detecting duplicates", Capabilities::detectsDuplicates);

        for (int round = 0; round < 20; round++) {
            String id = "a" + round;
            List<PublishResult> results =
                    inParallel(4, thread -> it().publish(id).get(0));

            assertThat(Collections.frequency(results, PublishResult.ACCEPTED)).isEqualTo(1);
            assertThat(Collections.frequency(results, PublishResult.DUPLICATE)).isEqualTo(3);
        }
        assertThat(it().receive(100)).hasSize(20);
    }

    @Test
    @DisplayName("Q-18: keeps the order of every key, one at a time, whoever works it, and leaves nothing behind")
    default void keepsTheOrderOfEveryKey() throws Exception {
        int keys = 12;
        int each = 30;
        Map<String, List<String>> done = new ConcurrentHashMap<>();
        Set<String> inFlight = ConcurrentHashMap.newKeySet();

        inParallel(6, thread -> {
            if (thread < 2) {
                publishKeys(thread * keys / 2, keys / 2, each);
                return 0;
            }
            return work(new Random(thread), inFlight, done, keys * each);
        });

        assertThat(done).hasSize(keys);
        done.forEach((key, got) -> assertThat(got).as(key).isEqualTo(inOrder(key, each)));
        assertThat(it().stats().isIdle()).isTrue();
    }

    private void publishKeys(int first, int keys, int each) {
        for (int i = 0; i < each; i += 3) {
            for (int key = first; key < first + keys; key++) {
                for (int number = i; number < i + 3; number++) {
                    it().publish(keyed("k" + key + "-" + number, "k" + key));
                }
            }
        }
    }

    /** Works until everything is done: acknowledges, or gives back at random. */
    private int work(Random random, Set<String> inFlight, Map<String, List<String>> done, int all) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        int acknowledged = 0;
        while (count(done) < all) {
            assertThat(System.nanoTime()).as("something was left behind").isLessThan(deadline);
            List<Settlement> settlements = new ArrayList<>();
            for (Lease lease : it().queue().receive(request(1 + random.nextInt(9), Duration.ofMillis(20)))) {
                String key = lease.message().orderingKey().orElseThrow();
                assertThat(inFlight.add(key)).as("%s is in flight twice", key).isTrue();
                settlements.add(ofAnyKind(random, lease));
            }
            for (Settlement settlement : settlements) {
                String key = settlement.lease().message().orderingKey().orElseThrow();
                if (settlement instanceof Settlement.Acknowledge) {
                    done.computeIfAbsent(key, any -> Collections.synchronizedList(new ArrayList<>()))
                            .add(settlement.lease().message().id());
                    acknowledged++;
                }
                inFlight.remove(key);
            }
            it().queue().settle(settlements);
        }
        return acknowledged;
    }

    private static Settlement ofAnyKind(Random random, Lease lease) {
        return switch (random.nextInt(8)) {
            case 0 -> new Settlement.Release(lease, Duration.ZERO);
            case 1 ->
                lease.deliveries() < 5
                        ? new Settlement.Retry(lease, Duration.ZERO, "again")
                        : new Settlement.Acknowledge(lease);
            default -> new Settlement.Acknowledge(lease);
        };
    }

    private static int count(Map<String, List<String>> done) {
        return done.values().stream().mapToInt(List::size).sum();
    }

    private static List<String> inOrder(String key, int each) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            ids.add(key + "-" + i);
        }
        return ids;
    }

    /** Acknowledges all there is, and returns the ids. */
    private List<String> drain(int most) {
        List<String> got = new ArrayList<>();
        List<Lease> leases = it().receive(most);
        while (!leases.isEmpty()) {
            got.addAll(QueueProbe.ids(leases));
            it().acknowledge(leases);
            leases = it().receive(most);
        }
        return got;
    }

    /** What one of several threads does. */
    interface Part<T> {
        T run(int thread) throws Exception;
    }

    private static <T> List<T> inParallel(int threads, Part<T> part) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                parts.add(() -> part.run(thread));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : pool.invokeAll(parts)) {
                results.add(one.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
