package com.jkboat.notify.core.memory;

import com.jkboat.notify.config.SettingsSection;

/**
 * How the queue in memory behaves; the section {@code notify.queue}.
 *
 * @param maxDepth most messages it takes; no limit by default
 * @param maxDeliveries how often a message is handed out before it is buried as one that kills its worker; 10 by default
 * @since 0.1
 */
public record MemoryQueueOptions(int maxDepth, int maxDeliveries) {

    /** Every default. */
    public static final MemoryQueueOptions DEFAULTS = new MemoryQueueOptions(Integer.MAX_VALUE, 10);

    public MemoryQueueOptions {
        if (maxDepth < 1) {
            throw new IllegalArgumentException("maxDepth must be >= 1, but was: " + maxDepth);
        }
        if (maxDeliveries < 1) {
            throw new IllegalArgumentException("maxDeliveries must be >= 1, but was: " + maxDeliveries);
        }
    }

    /** Reads the options; what cannot be used is reported to the section's reader. */
    public static MemoryQueueOptions from(SettingsSection section) {
        int maxDepth = section.integer("max-depth", 0, 0, Integer.MAX_VALUE);
        return new MemoryQueueOptions(
                maxDepth == 0 ? Integer.MAX_VALUE : maxDepth,
                section.integer("max-deliveries", DEFAULTS.maxDeliveries, 1, 1000));
    }

    /** Returns the same options with another limit of messages. */
    public MemoryQueueOptions withMaxDepth(int messages) {
        return new MemoryQueueOptions(messages, maxDeliveries);
    }
}
