package com.jkboat.notify.ses;

import com.jkboat.notify.config.PluginContext;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.EmailProviderPlugin;

/**
 * Finds {@link SesEmailProvider} under the name {@code ses}.
 *
 * @since 0.1
 */
public final class SesProviderPlugin implements EmailProviderPlugin {

    @Override
    public String name() {
        return "ses";
    }

    @Override
    public EmailProvider open(PluginContext context) {
        return new SesEmailProvider(SesOptions.from(context.settings()), context.clock());
    }
}
