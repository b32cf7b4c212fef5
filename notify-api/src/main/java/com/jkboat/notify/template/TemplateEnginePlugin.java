package com.jkboat.notify.template;

import com.jkboat.notify.config.PluginContext;
import java.util.List;

/**
 * Entry through which {@link java.util.ServiceLoader} finds a template engine.
 *
 * @since 0.1
 */
public interface TemplateEnginePlugin {

    /** Returns the name by which settings choose it ({@code notify.templates.engine}). */
    String name();

    /**
     * Opens an engine over these sources; earlier ones win.
     *
     * @throws TemplateException if a template is broken; found here, not when the first mail is due
     */
    TemplateEngine open(PluginContext context, List<TemplateSource> sources);
}
