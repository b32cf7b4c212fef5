package com.jkboat.notify.queue;

import com.jkboat.notify.Priority;
import java.util.EnumMap;
import java.util.Map;

/**
 * Shares out the places of batches among the lanes, 16:8:4:1 from urgent to bulk.
 *
 * <p>Remembers what it gave, so that batches of one are shared out as fairly as large ones. Safe for any number of
 * threads.
 *
 * @since 0.1
 */
public final class LaneShares {

    private static final int[] WEIGHTS = {16, 8, 4, 1};
    private static final int TOTAL = 29;
    private static final Priority[] LANES = Priority.values();

    private final Object lock = new Object();
    private final int[] credits = new int[LANES.length]; // guarded by lock

    /**
     * Returns how many of the next places each lane has a right to; their sum is {@code places}.
     *
     * <p>A lane that cannot use its places leaves them to the others of the same batch, without a claim to later ones.
     *
     * @param places 0 or more
     */
    public Map<Priority, Integer> next(int places) {
        int[] shares = new int[LANES.length];
        synchronized (lock) {
            for (int place = 0; place < places; place++) {
                shares[nextLane()]++;
            }
        }
        Map<Priority, Integer> byLane = new EnumMap<>(Priority.class);
        for (int lane = 0; lane < LANES.length; lane++) {
            byLane.put(LANES[lane], shares[lane]);
        }
        return byLane;
    }

    // Every lane earns its weight with each place, and the richest pays for it: over 29 places each gets its weight,
    // and never two in a row where its weight does not ask for it.
    private int nextLane() {
        int richest = 0;
        for (int lane = 0; lane < LANES.length; lane++) {
            credits[lane] += WEIGHTS[lane];
            if (credits[lane] > credits[richest]) {
                richest = lane;
            }
        }
        credits[richest] -= TOTAL;
        return richest;
    }
}
