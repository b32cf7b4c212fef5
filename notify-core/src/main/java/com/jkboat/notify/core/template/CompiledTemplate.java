package com.jkboat.notify.core.template;

import com.github.jknack.handlebars.Template;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One version of a template, ready to be applied in each of its languages.
 *
 * @param variants one per locale of the description
 */
record CompiledTemplate(TemplateDescription description, Map<Locale, Variant> variants) {

    CompiledTemplate {
        variants = Map.copyOf(variants);
    }

    Variant variant(Locale language) {
        return Objects.requireNonNull(variants.get(language), "variant");
    }

    /** The parts in one language; of HTML and text at least one is there. */
    record Variant(Template subject, Optional<Template> html, Optional<Template> text) {}
}
