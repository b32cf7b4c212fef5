package com.jkboat.notify.core.template;

import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.cache.ConcurrentMapTemplateCache;
import com.jkboat.notify.template.TemplateSource;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** One Handlebars set up for one language and one kind of output: HTML, or plain text. */
final class Dialect {

    private final FileLoader loader;
    private final Handlebars handlebars;

    private Dialect(FileLoader loader, EscapingStrategy escaping) {
        this.loader = loader;
        this.handlebars = new Handlebars(loader)
                .with(escaping)
                .with(Values.SCALARS_ONLY)
                .with(new ConcurrentMapTemplateCache())
                // {{#with previous}}{{tourName}} must not silently answer with what is true now
                .parentScopeResolution(false);
        Functions.registerIn(handlebars);
    }

    static Dialect html(TemplateSource source, Locale locale) {
        return new Dialect(new FileLoader(source, locale, TagRules.HTML), Values::escapeForHtml);
    }

    static Dialect plain(TemplateSource source, Locale locale) {
        return new Dialect(new FileLoader(source, locale, TagRules.PLAIN), Values::cleanForText);
    }

    Handlebars handlebars() {
        return handlebars;
    }

    boolean has(String path) {
        return loader.find(path).isPresent();
    }

    /** Returns every partial that can be reached from a file. */
    Set<String> partialsOf(String path) {
        Set<String> found = new LinkedHashSet<>();
        collectPartials(path, found);
        return found;
    }

    private void collectPartials(String path, Set<String> found) {
        for (Tag tag : loader.tags(path)) {
            tag.partial().ifPresent(partial -> {
                if (!has(partial)) {
                    throw new RefusedTag(tag, "there is no file " + partial + FileLoader.SUFFIX);
                }
                if (found.add(partial)) {
                    collectPartials(partial, found);
                }
            });
        }
    }
}
