package com.jkboat.notify.mailgun;

import com.jkboat.notify.config.PluginContext;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.EmailProviderPlugin;

/**
 * Finds {@link MailgunEmailProvider} under the name {@code mailgun}.
 *
 * @since 0.1
 */
public final class MailgunProviderPlugin implements EmailProviderPlugin {

    @Override
    public String name() {
        return "mailgun";
    }

    @Override
    public EmailProvider open(PluginContext context) {
        return new MailgunEmailProvider(MailgunOptions.from(context.settings()), context.clock());
    }
}
