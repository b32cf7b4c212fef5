package com.jkboat.notify.provider;

import com.jkboat.notify.config.PluginContext;

/**
 * Entry through which {@link java.util.ServiceLoader} finds an e-mail provider.
 *
 * @since 0.1
 */
public interface EmailProviderPlugin {

    /** Returns the name by which settings choose it ({@code notify.providers}), such as {@code smtp}. */
    String name();

    /**
     * Opens the provider; settings are under {@code notify.provider.} and its name.
     *
     * <p>Does not connect: a provider that is down must not keep the application from starting.
     */
    EmailProvider open(PluginContext context);
}
