package com.jkboat.notify.core.memory;

import com.jkboat.notify.config.PluginContext;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.QueuePlugin;

/**
 * Finds {@link InMemoryNotificationQueue} under the name {@code memory}.
 *
 * @since 0.1
 */
public final class MemoryQueuePlugin implements QueuePlugin {

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public NotificationQueue open(PluginContext context) {
        return new InMemoryNotificationQueue(context.clock(), MemoryQueueOptions.from(context.settings()));
    }
}
