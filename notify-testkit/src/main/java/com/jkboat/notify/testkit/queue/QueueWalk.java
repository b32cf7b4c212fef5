package com.jkboat.notify.testkit.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Priority;
import com.jkboat.notify.queue.DeadLetters.Filter;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One walk over a queue, side by side with its model. */
final class QueueWalk {

    private static final int NAMES = 14;
    private static final List<Priority> LANES = List.of(Priority.values());
    /** How often a queue that hands out less than there is may be asked before it has forgotten the rest. */
    private static final int CLAIMS = 20;

    private final QueueProbe queue;
    private final boolean findsDuplicates;
    private final QueueModel model;
    private final List<Lease> leases = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private int fresh;

    QueueWalk(QueueProbe queue) {
        this.queue = queue;
        this.findsDuplicates = queue.queue().capabilities().detectsDuplicates();
        this.model = new QueueModel(queue.queue().capabilities().freeRelease());
    }

    /** Returns what was done so far, a line each. */
    List<String> story() {
        return story;
    }

    /** Does what the step says to both, and finds them in agreement or throws. */
    void go(WalkStep step) {
        switch (step.kind()) {
            case PUBLISH -> publish(step);
            case RECEIVE -> receive(1 + step.first() % 7, minutes(step.second()));
            case SETTLE -> settle(step);
            case EXTEND -> extend(step);
            case PASS -> pass(60L * (1 + step.first() % 6));
            case REPLAY -> replay(filter(step));
            case PURGE -> purge(filter(step));
        }
        model.check(queue.stats(), queue.deadLetters());
    }

    /** Works until nothing is left; everything that was accepted must come. */
    void end() {
        for (int i = 0; i < 100 && !model.isEmpty(); i++) {
            pass(3600);
            int from = leases.size();
            receive(100, minutes(0));
            settleAll(leases.subList(from, leases.size()).stream()
                    .map(lease -> (Settlement) new Settlement.Acknowledge(lease))
                    .toList());
        }
        assertThat(model.isEmpty()).as("everything came out in the end").isTrue();
        purge(Filter.all());
        model.check(queue.stats(), queue.deadLetters());
    }

    // half a minute off every time that anything is asked at
    private static long minutes(int number) {
        return 60L * (number % 5) + 30;
    }

    private void publish(WalkStep step) {
        List<QueueMessage> messages = new ArrayList<>();
        List<PublishResult> expected = new ArrayList<>();
        for (int i = 0; i <= step.first() % 3; i++) {
            int number = step.second() + 5 * i;
            long delay = (step.third() + i) % 5 == 0 ? minutes(number) : 0;
            QueueMessage message = message(number, step.third() / 5 + i);
            messages.add(
                    delay == 0 ? message : message.withNotBefore(queue.now().plusSeconds(delay)));
            expected.add(model.publish(message, delay));
        }
        List<PublishResult> results = queue.queue().publish(messages);
        story.add("publish " + messages.stream().map(QueueWalk::described).toList() + " -> " + results);
        assertThat(results).isEqualTo(expected);
    }

    private QueueMessage message(int number, int style) {
        String id = findsDuplicates ? "m" + number % NAMES : "m" + fresh++;
        String print = number / NAMES % 8 == 0 ? "other" : "print";
        QueueMessage message = QueueMessage.of(id, (id + print).getBytes(StandardCharsets.UTF_8), print)
                .withPriority(LANES.get(style % LANES.size()))
                .withHeaders(Map.of("style", String.valueOf(style)));
        return style / 4 % 2 == 0 ? message : message.withOrderingKey("k" + style / 8 % 3);
    }

    private static String described(QueueMessage message) {
        return message.id() + " " + message.fingerprint() + " " + message.priority()
                + message.orderingKey().map(key -> " " + key).orElse("")
                + (message.notBefore().isPresent() ? " later" : "");
    }

    // a queue may answer with less while it sets messages aside that wait for others, but not for ever
    private void receive(int max, long lease) {
        int left = max;
        for (int i = 0; i < CLAIMS && left > 0 && (i == 0 || model.hasWork()); i++) {
            List<Lease> got =
                    queue.queue().receive(new ReceiveRequest(left, Duration.ZERO, Duration.ofSeconds(lease), "walk"));
            story.add("receive " + left + " for " + lease + " s -> " + QueueProbe.ids(got));
            model.receive(left, lease, got, queue.deadLetters());
            leases.addAll(got);
            left -= got.size();
        }
        assertThat(left == 0 || !model.hasWork())
                .as("something is due, and is not handed out though asked for %d times", CLAIMS)
                .isTrue();
    }

    private void settle(WalkStep step) {
        List<Settlement> settlements = new ArrayList<>();
        for (int i = 0; i <= step.first() % 4 && !leases.isEmpty(); i++) {
            settlements.add(settlement(step.second() + i, lease(step.third() + 3 * i)));
        }
        settleAll(settlements);
    }

    private void settleAll(List<Settlement> settlements) {
        List<Settled> expected = settlements.stream().map(model::settle).toList();
        List<Settled> answers = queue.queue().settle(settlements);
        story.add("settle " + settlements.stream().map(QueueWalk::described).toList() + " -> " + answers);
        assertThat(answers).isEqualTo(expected);
    }

    private static Settlement settlement(int kind, Lease lease) {
        Duration delay = kind / 8 % 2 == 0 ? Duration.ZERO : Duration.ofSeconds(minutes(kind / 16));
        return switch (kind % 8) {
            case 0, 1 -> new Settlement.Retry(lease, delay, "again");
            case 2, 3 -> new Settlement.Release(lease, delay);
            case 4 -> new Settlement.Bury(lease, "hopeless");
            default -> new Settlement.Acknowledge(lease);
        };
    }

    private static String described(Settlement settlement) {
        return settlement.getClass().getSimpleName() + " "
                + settlement.lease().message().id() + "#" + settlement.lease().deliveries()
                + settlement.fold(it -> "", it -> " in " + it.delay(), it -> " in " + it.delay(), it -> "");
    }

    /** Returns one of the last leases, dead or alive. */
    private Lease lease(int back) {
        return leases.get(leases.size() - 1 - back % Math.min(12, leases.size()));
    }

    private void extend(WalkStep step) {
        List<Lease> some = new ArrayList<>();
        for (int i = 0; i <= step.first() % 2 && !leases.isEmpty(); i++) {
            some.add(lease(step.third() + i));
        }
        long seconds = minutes(step.second());
        List<Settled> expected =
                some.stream().map(it -> model.extend(it, seconds)).toList();
        List<Settled> answers = queue.queue().extend(some, Duration.ofSeconds(seconds));
        story.add("extend " + QueueProbe.ids(some) + " by " + seconds + " s -> " + answers);
        assertThat(answers).isEqualTo(expected);
    }

    private void pass(long seconds) {
        story.add("pass " + seconds + " s");
        queue.pass(Duration.ofSeconds(seconds));
        model.pass(seconds);
    }

    private void replay(Filter filter) {
        long replayed = queue.queue().deadLetters().replay(filter);
        story.add("replay " + filter.ids() + " -> " + replayed);
        assertThat(replayed).isEqualTo(model.replay(filter));
    }

    private void purge(Filter filter) {
        long purged = queue.queue().deadLetters().purge(filter);
        story.add("purge " + filter.ids() + " -> " + purged);
        assertThat(purged).isEqualTo(model.purge(filter));
    }

    private static Filter filter(WalkStep step) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < step.first() % 5; i++) {
            ids.add("m" + (step.second() + 3 * i) % NAMES);
        }
        return ids.isEmpty() ? Filter.all() : Filter.ids(ids.toArray(String[]::new));
    }
}
