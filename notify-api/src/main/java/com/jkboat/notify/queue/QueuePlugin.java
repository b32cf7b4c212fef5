package com.jkboat.notify.queue;

import com.jkboat.notify.config.PluginContext;

/**
 * Entry through which {@link java.util.ServiceLoader} finds a queue.
 *
 * @since 0.1
 */
public interface QueuePlugin {

    /** Returns the name by which settings choose it ({@code notify.queue}), such as {@code jdbc}. */
    String name();

    /**
     * Opens the queue; settings are under {@code notify.queue}.
     *
     * @throws com.jkboat.notify.NotifyException if it cannot be opened; the message says what to do
     */
    NotificationQueue open(PluginContext context);
}
