package com.jkboat.notify.testkit.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One thing to do to a queue; its numbers choose what it is done to, so that it means something in every state.
 *
 * <p>A walk stays a walk when steps are taken out of it.
 */
record WalkStep(Kind kind, int first, int second, int third) {

    private static final int MOST = 1 << 16;

    /** What is done, and how often of a hundred. */
    enum Kind {
        PUBLISH(25),
        RECEIVE(25),
        SETTLE(26),
        EXTEND(5),
        PASS(12),
        REPLAY(4),
        PURGE(3);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    /** Makes a walk; the same of the same random numbers. */
    static List<WalkStep> walk(Random random, int length) {
        List<WalkStep> steps = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            steps.add(new WalkStep(
                    kind(random.nextInt(100)), random.nextInt(MOST), random.nextInt(MOST), random.nextInt(MOST)));
        }
        return steps;
    }

    private static Kind kind(int dice) {
        int left = dice;
        for (Kind kind : Kind.values()) {
            left -= kind.weight;
            if (left < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("the weights must make 100");
    }
}
