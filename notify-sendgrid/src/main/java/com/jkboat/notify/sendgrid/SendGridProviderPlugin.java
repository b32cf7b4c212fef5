package com.jkboat.notify.sendgrid;

import com.jkboat.notify.config.PluginContext;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.EmailProviderPlugin;

/**
 * Finds {@link SendGridEmailProvider} under the name {@code sendgrid}.
 *
 * @since 0.1
 */
public final class SendGridProviderPlugin implements EmailProviderPlugin {

    @Override
    public String name() {
        return "sendgrid";
    }

    @Override
    public EmailProvider open(PluginContext context) {
        return new SendGridEmailProvider(SendGridOptions.from(context.settings()), context.clock());
    }
}
