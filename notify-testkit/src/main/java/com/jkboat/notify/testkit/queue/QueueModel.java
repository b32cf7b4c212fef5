package com.jkboat.notify.testkit.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.queue.DeadLetter;
import com.jkboat.notify.queue.DeadLetters.Filter;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.QueueStats;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a queue must do, in the simplest words: a map in the order of age, a list of the dead, and a number for the time.
 *
 * <p>Where the rules leave a choice (which of those that are due), it takes over the queue's own, once it has found it
 * allowed. Due times lie far enough from the times it is asked at that a real clock running along changes nothing.
 */
final class QueueModel {

    private final boolean freeRelease;
    private final Map<String, ModelMessage> queue = new LinkedHashMap<>();
    private final List<ModelMessage> dead = new ArrayList<>();
    private long now;

    QueueModel(boolean freeRelease) {
        this.freeRelease = freeRelease;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Tells whether something is to be handed out now, or to be buried. */
    boolean hasWork() {
        return !eligible().isEmpty();
    }

    void pass(long seconds) {
        now += seconds;
    }

    PublishResult publish(QueueMessage message, long delay) {
        Optional<QueueMessage> known = find(message.id()).map(it -> it.message);
        if (known.isEmpty()) {
            queue.put(message.id(), new ModelMessage(message, now + delay));
            return PublishResult.ACCEPTED;
        }
        boolean same = known.get().fingerprint().equals(message.fingerprint());
        return same ? PublishResult.DUPLICATE : PublishResult.CONFLICT;
    }

    /** Checks what was handed out, and what was buried instead; takes both over. */
    void receive(int max, long lease, List<Lease> leases, List<DeadLetter> letters) {
        buryPoison(letters);
        List<ModelMessage> deliverable =
                eligible().stream().filter(it -> !isPoison(it)).toList();
        assertThat(leases).as("number of leases").hasSizeLessThanOrEqualTo(max);
        assertThat(QueueProbe.ids(leases)).doesNotHaveDuplicates();
        leases.forEach(it -> assertSame(it, deliverable(it, deliverable)));
        assertLongestDueFirst(leases, deliverable);
        leases.forEach(it -> deliverable(it, deliverable).lease(it.handle(), now + lease));
    }

    private void buryPoison(List<DeadLetter> letters) {
        Map<String, Integer> more =
                count(letters.stream().map(it -> it.message().id()).toList());
        dead.forEach(it -> more.merge(it.message.id(), -1, Integer::sum));
        more.values().removeIf(count -> count == 0);
        boolean progress = true;
        while (progress && !more.isEmpty()) {
            List<ModelMessage> gone = eligible().stream()
                    .filter(it -> isPoison(it) && more.containsKey(it.message.id()))
                    .toList();
            gone.forEach(it -> {
                more.remove(it.message.id());
                bury(it);
            });
            progress = !gone.isEmpty();
        }
        assertThat(more).as("buried without a reason").isEmpty();
    }

    private static boolean isPoison(ModelMessage it) {
        return it.deliveries() >= SettlementRules.MAX_DELIVERIES;
    }

    /** Returns what is due and has no older one of its key before it. */
    private List<ModelMessage> eligible() {
        List<ModelMessage> eligible = new ArrayList<>();
        List<ModelMessage> older = new ArrayList<>();
        for (ModelMessage it : queue.values()) {
            if (it.isDue(now) && older.stream().noneMatch(it::hasKeyOf)) {
                eligible.add(it);
            }
            older.add(it);
        }
        return eligible;
    }

    private ModelMessage deliverable(Lease lease, List<ModelMessage> deliverable) {
        String id = lease.message().id();
        return find(id).filter(deliverable::contains)
                .orElseThrow(() -> new AssertionError(id + " may not be handed out now"));
    }

    private static void assertSame(Lease lease, ModelMessage known) {
        String id = known.message.id();
        assertThat(content(lease.message()))
                .as("content of %s", id)
                .usingRecursiveComparison()
                .isEqualTo(content(known.message));
        assertThat(lease.deliveries()).as("deliveries of %s", id).isEqualTo(known.deliveries() + 1);
        assertThat(lease.failures()).as("failures of %s", id).isEqualTo(known.failures());
    }

    private static List<Object> content(QueueMessage it) {
        return List.of(it.body(), it.fingerprint(), it.priority(), it.headers(), it.orderingKey());
    }

    /** Looks at messages without a key only: what waited for its key may be due since then. */
    private void assertLongestDueFirst(List<Lease> leases, List<ModelMessage> deliverable) {
        List<String> chosen = QueueProbe.ids(leases);
        for (ModelMessage left : deliverable) {
            boolean free = left.message.orderingKey().isEmpty() && !chosen.contains(left.message.id());
            for (ModelMessage got : deliverable) {
                if (free
                        && got.message.orderingKey().isEmpty()
                        && chosen.contains(got.message.id())
                        && got.message.priority() == left.message.priority()) {
                    assertThat(got.due())
                            .as("%s comes before %s", left.message.id(), got.message.id())
                            .isLessThanOrEqualTo(left.due());
                }
            }
        }
    }

    Settled settle(Settlement settlement) {
        Optional<ModelMessage> held = held(settlement.lease());
        held.ifPresent(it -> carryOut(settlement, it));
        return held.isPresent() ? Settled.DONE : Settled.LOST;
    }

    private void carryOut(Settlement settlement, ModelMessage it) {
        if (settlement instanceof Settlement.Retry retry) {
            it.retry(now + retry.delay().toSeconds());
        } else if (settlement instanceof Settlement.Release release) {
            it.release(now + release.delay().toSeconds(), freeRelease);
        } else if (settlement instanceof Settlement.Bury) {
            bury(it);
        } else {
            queue.remove(it.message.id());
        }
    }

    Settled extend(Lease lease, long seconds) {
        Optional<ModelMessage> held = held(lease);
        held.ifPresent(it -> it.extend(now + seconds));
        return held.isPresent() ? Settled.DONE : Settled.LOST;
    }

    private Optional<ModelMessage> held(Lease lease) {
        return find(lease.message().id()).filter(it -> it.isHeldBy(lease.handle(), now));
    }

    private Optional<ModelMessage> find(String id) {
        return Optional.ofNullable(queue.get(id));
    }

    long replay(Filter filter) {
        List<ModelMessage> back = new ArrayList<>();
        for (ModelMessage it : dead) {
            if (isMeant(filter, it) && !queue.containsKey(it.message.id())) {
                queue.put(it.message.id(), new ModelMessage(it.message, now));
                back.add(it);
            }
        }
        dead.removeAll(back);
        return back.size();
    }

    long purge(Filter filter) {
        long before = dead.size();
        dead.removeIf(it -> isMeant(filter, it));
        return before - dead.size();
    }

    private static boolean isMeant(Filter filter, ModelMessage it) {
        return filter.ids().isEmpty() || filter.ids().contains(it.message.id());
    }

    private void bury(ModelMessage it) {
        queue.remove(it.message.id());
        dead.add(it);
    }

    void check(QueueStats stats, List<DeadLetter> letters) {
        long ready = queue.values().stream().filter(it -> it.isDue(now)).count();
        long leased = queue.values().stream().filter(it -> it.isLeased(now)).count();
        long scheduled =
                queue.values().stream().filter(it -> it.isScheduled(now)).count();
        long delayed = queue.size() - ready - leased - scheduled;
        assertThat(List.of(stats.ready(), stats.leased(), stats.delayed(), stats.scheduled(), stats.dead()))
                .as("ready, leased, delayed, scheduled, dead")
                .containsExactly(ready, leased, delayed, scheduled, (long) dead.size());
        assertThat(count(letters.stream()
                        .map(it -> it.message().id() + " " + it.deliveries() + " " + it.failures())
                        .toList()))
                .as("dead letters with deliveries and failures")
                .isEqualTo(count(dead.stream()
                        .map(it -> it.message.id() + " " + it.deliveries() + " " + it.failures())
                        .toList()));
    }

    private static Map<String, Integer> count(List<String> words) {
        Map<String, Integer> counts = new HashMap<>();
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        return counts;
    }
}
