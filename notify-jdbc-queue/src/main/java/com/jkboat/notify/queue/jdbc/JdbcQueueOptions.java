package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.config.SettingsSection;
import java.time.Duration;

/**
 * How the queue on a table behaves; the section {@code notify.queue}.
 *
 * @param maxDepth most messages it takes; 0, the default, for no limit
 * @param maxDeliveries how often a message is handed out before it is buried as one that kills its worker; 10 by default
 * @param pollEvery how often a waiting receiver looks, when nothing wakes it and nothing is due
 *     earlier; give or take a fifth, 1 s by default
 * @param wakeUp whether processes wake one another
 * @since 0.1
 */
public record JdbcQueueOptions(long maxDepth, int maxDeliveries, Duration pollEvery, WakeUp wakeUp) {

    /** Whether processes at one queue wake one another; all of them look now and then in any case. */
    public enum WakeUp {
        /** They do on PostgreSQL, which takes two connections beside the pool; the default. */
        AUTO,
        /** They do not. */
        POLL
    }

    /** Every default. */
    public static final JdbcQueueOptions DEFAULTS = new JdbcQueueOptions(0, 10, Duration.ofSeconds(1), WakeUp.AUTO);

    public JdbcQueueOptions {
        if (maxDepth < 0) {
            throw new IllegalArgumentException("maxDepth must be >= 0, but was: " + maxDepth);
        }
        if (maxDeliveries < 1) {
            throw new IllegalArgumentException("maxDeliveries must be >= 1, but was: " + maxDeliveries);
        }
        if (pollEvery.toMillis() < 1) {
            throw new IllegalArgumentException("pollEvery must be at least 1 ms, but was: " + pollEvery);
        }
    }

    /** Reads the options; what cannot be used is reported to the section's reader. */
    public static JdbcQueueOptions from(SettingsSection section) {
        return new JdbcQueueOptions(
                section.integer("max-depth", 0, 0, Integer.MAX_VALUE),
                section.integer("max-deliveries", DEFAULTS.maxDeliveries, 1, 1000),
                section.duration("poll-every", DEFAULTS.pollEvery),
                section.choice("wake-up", DEFAULTS.wakeUp));
    }

    /** Returns the same options with another limit. */
    public JdbcQueueOptions withMaxDepth(long messages) {
        return new JdbcQueueOptions(messages, maxDeliveries, pollEvery, wakeUp);
    }

    /** Returns the same options with another pause between looks. */
    public JdbcQueueOptions withPollEvery(Duration pause) {
        return new JdbcQueueOptions(maxDepth, maxDeliveries, pause, wakeUp);
    }

    /** Returns the same options, with or without processes that wake one another. */
    public JdbcQueueOptions withWakeUp(WakeUp how) {
        return new JdbcQueueOptions(maxDepth, maxDeliveries, pollEvery, how);
    }
}
