package com.jkboat.notify.core.template;

import com.jkboat.notify.config.PluginContext;
import com.jkboat.notify.template.TemplateEngine;
import com.jkboat.notify.template.TemplateEnginePlugin;
import com.jkboat.notify.template.TemplateSource;
import java.util.List;

/**
 * Lets settings choose the Handlebars engine under the name {@code handlebars}.
 *
 * @since 0.1
 */
public final class HandlebarsPlugin implements TemplateEnginePlugin {

    @Override
    public String name() {
        return "handlebars";
    }

    /** {@inheritDoc} */
    @Override
    public TemplateEngine open(PluginContext context, List<TemplateSource> sources) {
        int maxChars =
                context.settings().integer("max-chars", HandlebarsTemplateEngine.DEFAULT_MAX_CHARS, 1_000, 10_000_000);
        return HandlebarsTemplateEngine.open(sources, maxChars);
    }
}
