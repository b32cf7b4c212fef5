package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.config.PluginContext;
import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.QueuePlugin;

/**
 * Finds {@link JdbcNotificationQueue} under the name {@code jdbc}.
 *
 * @since 0.1
 */
public final class JdbcQueuePlugin implements QueuePlugin {

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public NotificationQueue open(PluginContext context) {
        JdbcQueueOptions options = JdbcQueueOptions.from(context.settings());
        return JdbcNotificationQueue.open(Database.open(context), options);
    }
}
