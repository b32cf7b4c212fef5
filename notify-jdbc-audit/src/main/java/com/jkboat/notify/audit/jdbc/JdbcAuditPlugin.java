package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.audit.AuditPlugin;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.config.PluginContext;
import com.jkboat.notify.jdbc.Database;

/**
 * Finds {@link JdbcAuditStore} under the name {@code jdbc}.
 *
 * @since 0.1
 */
public final class JdbcAuditPlugin implements AuditPlugin {

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public AuditStore open(PluginContext context) {
        return JdbcAuditStore.open(Database.open(context));
    }
}
