package com.jkboat.notify.smtp;

import com.jkboat.notify.config.PluginContext;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.EmailProviderPlugin;

/**
 * Finds {@link SmtpEmailProvider} under the name {@code smtp}.
 *
 * @since 0.1
 */
public final class SmtpProviderPlugin implements EmailProviderPlugin {

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public EmailProvider open(PluginContext context) {
        return new SmtpEmailProvider(SmtpOptions.from(context.settings()), context.clock());
    }
}
