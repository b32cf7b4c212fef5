package com.jkboat.notify.audit;

import com.jkboat.notify.config.PluginContext;

/**
 * Entry through which {@link java.util.ServiceLoader} finds an audit store.
 *
 * @since 0.1
 */
public interface AuditPlugin {

    /** Returns the name by which settings choose it ({@code notify.audit}), such as {@code jdbc}. */
    String name();

    /**
     * Opens the store; settings are under {@code notify.audit}.
     *
     * @throws com.jkboat.notify.NotifyException if it cannot be opened; the message says what to do
     */
    AuditStore open(PluginContext context);
}
