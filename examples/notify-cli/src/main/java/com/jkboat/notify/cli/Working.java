package com.jkboat.notify.cli;

import com.jkboat.notify.ProviderHealth.Gate;
import com.jkboat.notify.QueueUnavailableException;
import com.jkboat.notify.queue.QueueStats;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Works the queue, showing how it goes. */
record Working(Session session) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

    /** Returns when nothing is due, or no provider can be reached. */
    void untilIdle() throws InterruptedException {
        QueueStats left = session.client().workUntilIdle(LOOK_EVERY);
        while (!left.isIdle() && !isOutage()) {
            QueueStats now = left;
            session.step(() -> {
                session.options().room().require(); // with a full disk there is no end
                session.progress().sending(now, waiting(now));
            });
            left = session.client().workUntilIdle(LOOK_EVERY);
        }
        if (!left.isIdle()) {
            session.options().room().require();
        }
        session.client().workUntilIdle(LONGEST_CALL); // lets what is under way end
    }

    /** Returns never; it is a signal that ends the command. */
    void forEver() throws InterruptedException {
        while (true) {
            session.step(this::look);
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        }
    }

    /** The worker outlives a queue that is away, and so does who watches it. */
    private void look() {
        try {
            QueueStats left = session.client().queueStats();
            session.progress().working(Optional.of(left), isOutage() ? "no provider can be reached" : "");
        } catch (QueueUnavailableException e) {
            session.progress().working(Optional.empty(), "the queue cannot be reached, it is tried again");
        }
    }

    private boolean isOutage() {
        return session.client().providers().stream().allMatch(provider -> provider.gate() == Gate.SHUT);
    }

    private static String waiting(QueueStats left) {
        boolean held = left.leased() > 0 && left.leased() == left.pending();
        return held
                ? String.format(
                        Locale.ROOT, "waiting for %,d that another run holds, or held when it ended", left.leased())
                : "";
    }
}
