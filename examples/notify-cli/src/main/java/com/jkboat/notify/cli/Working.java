package com.jkboat.notify.cli;

import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.ProviderHealth.Gate;
import com.jkboat.notify.queue.QueueStats;
import java.time.Duration;

/**
 * Works the queue to its end, showing how it goes.
 *
 * @param room checked all along: with a full disk there is no end
 */
record Working(NotificationClient client, Progress progress, DiskRoom room) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

    /** Returns when nothing is due, or no provider can be reached. */
    QueueStats untilIdle() throws InterruptedException {
        QueueStats left = client.workUntilIdle(LOOK_EVERY);
        while (!left.isIdle() && !isOutage()) {
            room.require();
            progress.show(left);
            left = client.workUntilIdle(LOOK_EVERY);
        }
        if (!left.isIdle()) {
            room.require();
        }
        return client.workUntilIdle(LONGEST_CALL); // lets what is under way end
    }

    private boolean isOutage() {
        return client.providers().stream().allMatch(provider -> provider.gate() == Gate.SHUT);
    }
}
