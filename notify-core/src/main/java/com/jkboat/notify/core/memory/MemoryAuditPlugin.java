package com.jkboat.notify.core.memory;

import com.jkboat.notify.audit.AuditPlugin;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.config.PluginContext;

/**
 * Offers the audit store in memory under the name {@code memory}.
 *
 * @since 0.1
 */
public final class MemoryAuditPlugin implements AuditPlugin {

    /** Called by {@link java.util.ServiceLoader}. */
    public MemoryAuditPlugin() {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public AuditStore open(PluginContext context) {
        return new InMemoryAuditStore();
    }
}
