package com.jkboat.notify.testkit.queue;

import static org.assertj.core.api.Assertions.fail;

import com.jkboat.notify.queue.DeadLetters.Filter;
import com.jkboat.notify.queue.QueueStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Random walks over a queue beside a model of it: every rule but those of races, crashes and shares, in combinations
 * nobody thought of.
 *
 * <p>A walk that fails is shortened to the steps that matter, and tells its seed; {@code -Dnotify.walk.seed=…} walks it
 * again, {@code -Dnotify.walk.count=…} walks more than three.
 */
interface WalkRules extends QueueRules {

    /** Steps of one walk. */
    int LENGTH = 150;

    /** Longest walk on a slow machine: beyond, the time that really passed would count. */
    Duration LONGEST = Duration.ofSeconds(20);

    @Test
    @DisplayName("walk: does what its model does, wherever a random walk leads")
    default void doesWhatItsModelDoes() {
        long seed = Long.getLong("notify.walk.seed", System.nanoTime());
        for (int walk = 0; walk < Integer.getInteger("notify.walk.count", 3); walk++) {
            List<WalkStep> steps = WalkStep.walk(new Random(seed + walk), LENGTH);
            Optional<String> wrong = walk(steps);
            if (wrong.isPresent()) {
                fail(
                        "after these steps of a walk (again with -Dnotify.walk.seed=%d):%n%s",
                        seed + walk, shortest(steps, wrong.get()));
            }
        }
    }

    /** Walks; returns the story of what went wrong, if anything did. */
    private Optional<String> walk(List<WalkStep> steps) {
        QueueWalk walk = new QueueWalk(it());
        try {
            long started = System.nanoTime();
            steps.stream()
                    .takeWhile(step -> System.nanoTime() - started < LONGEST.toNanos())
                    .forEach(walk::go);
            walk.end();
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(String.join("\n", walk.story()) + "\n" + e);
        }
    }

    /** Leaves out what can be left out, in ever smaller pieces; returns the last story that went wrong. */
    private String shortest(List<WalkStep> steps, String story) {
        List<WalkStep> left = steps;
        String wrong = story;
        for (int piece = LENGTH / 2; piece > 0 && isEmptied(); piece /= 2) {
            for (int from = 0; from < left.size() && isEmptied(); ) {
                List<WalkStep> fewer = new ArrayList<>(left.subList(0, from));
                fewer.addAll(left.subList(Math.min(from + piece, left.size()), left.size()));
                Optional<String> still = walk(fewer);
                if (still.isPresent()) {
                    left = fewer;
                    wrong = still.get();
                } else {
                    from += piece;
                }
            }
        }
        return wrong;
    }

    /** Takes out whatever is in the queue; answers whether that worked. */
    private boolean isEmptied() {
        for (int i = 0; i < 100 && isSomethingLeft(it().stats()); i++) {
            it().pass(Duration.ofHours(1));
            it().acknowledge(it().receive(100));
            it().queue().deadLetters().purge(Filter.all());
        }
        return !isSomethingLeft(it().stats());
    }

    private static boolean isSomethingLeft(QueueStats stats) {
        return stats.pending() + stats.scheduled() + stats.dead() > 0;
    }
}
