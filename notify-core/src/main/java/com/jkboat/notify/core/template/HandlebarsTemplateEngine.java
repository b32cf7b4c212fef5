package com.jkboat.notify.core.template;

import com.jkboat.notify.template.RenderRequest;
import com.jkboat.notify.template.Rendered;
import com.jkboat.notify.template.TemplateEngine;
import com.jkboat.notify.template.TemplateException;
import com.jkboat.notify.template.TemplateId;
import com.jkboat.notify.template.TemplateSource;
import java.util.List;
import java.util.Locale;

/**
 * Renders Handlebars templates that were all compiled when it was opened.
 *
 * <p>Templates see maps, lists and scalars only, never a bean's properties or methods. Values are escaped in HTML; raw
 * output, partials chosen by data and built-in helpers that reach outside are refused when the engine opens. Immutable
 * and safe for concurrent callers, without locks.
 *
 * @since 0.1
 */
public final class HandlebarsTemplateEngine implements TemplateEngine {

    /** What one part of a message may hold unless told otherwise; Gmail clips at about 102,000. */
    public static final int DEFAULT_MAX_CHARS = 500_000;

    private final TemplateLibrary library;
    private final int maxChars;

    private HandlebarsTemplateEngine(TemplateLibrary library, int maxChars) {
        this.library = library;
        this.maxChars = maxChars;
    }

    /**
     * Opens an engine with the default limit; see {@link #open(List, int)}.
     *
     * @throws TemplateException if a template is broken
     */
    public static HandlebarsTemplateEngine open(List<TemplateSource> sources) {
        return open(sources, DEFAULT_MAX_CHARS);
    }

    /**
     * Opens an engine over these sources and compiles all their templates; a file in an earlier source wins.
     *
     * @param maxChars the most that one part of a rendered message may hold; more is an error
     * @throws TemplateException if a template is broken; it names file, line and column
     */
    public static HandlebarsTemplateEngine open(List<TemplateSource> sources, int maxChars) {
        return new HandlebarsTemplateEngine(TemplateCompiler.compile(new LayeredSource(sources)), maxChars);
    }

    /** Returns what is known of every template in every version, by name, oldest version first. */
    public List<TemplateDescription> templates() {
        return library.descriptions();
    }

    /** {@inheritDoc} */
    @Override
    public Rendered render(RenderRequest request) {
        CompiledTemplate template = library.find(request.template());
        Locale language = Languages.choose(template.description().locales(), request.locale());
        Rendering rendering = new Rendering(template, request, language, maxChars);
        return rendering.render(template.variant(language));
    }

    @Override
    public String toString() {
        return "HandlebarsTemplateEngine"
                + library.descriptions().stream()
                        .map(TemplateDescription::id)
                        .map(TemplateId::toString)
                        .toList();
    }
}
