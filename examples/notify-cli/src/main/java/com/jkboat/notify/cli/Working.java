package com.jkboat.notify.cli;

import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.ProviderHealth.Gate;
import com.jkboat.notify.queue.QueueStats;
import java.time.Duration;

/** Works the queue to its end, showing how it goes. */
final class Working {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private Working() {}

    /** Returns when nothing is due, or no provider can be reached. */
    static QueueStats untilIdle(NotificationClient client, Progress progress) throws InterruptedException {
        QueueStats left = client.workUntilIdle(LOOK_EVERY);
        while (!left.isIdle() && !isOutage(client)) {
            progress.show(left);
            left = client.workUntilIdle(LOOK_EVERY);
        }
        return client.workUntilIdle(Duration.ofSeconds(30)); // lets what is under way in an outage end
    }

    private static boolean isOutage(NotificationClient client) {
        return client.providers().stream().allMatch(provider -> provider.gate() == Gate.SHUT);
    }
}
