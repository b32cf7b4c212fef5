package com.jkboat.notify.core.eml;

import com.jkboat.notify.config.PluginContext;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.EmailProviderPlugin;
import java.nio.file.Path;

/**
 * Finds {@link EmlFileProvider} under the name {@code eml}; {@code notify.provider.eml.folder} says where it writes.
 *
 * @since 0.1
 */
public final class EmlFileProviderPlugin implements EmailProviderPlugin {

    @Override
    public String name() {
        return "eml";
    }

    @Override
    public EmailProvider open(PluginContext context) {
        return new EmlFileProvider(context.settings()
                .text("folder")
                .map(Path::of)
                .orElse(context.dataDirectory().resolve("outbox")));
    }
}
