package com.jkboat.notify.template;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The words of a message, ready to be put into one.
 *
 * @param template with the version that was used
 * @param locale the language variant that was used
 * @param subject one line
 * @param html a whole document; empty for a text-only template
 * @param text what a text-only client shows
 * @since 0.1
 */
public record Rendered(TemplateId template, Locale locale, String subject, Optional<String> html, String text) {

    public Rendered {
        if (template.version().isEmpty()) {
            throw new IllegalArgumentException("template must name the version that was used");
        }
        Objects.requireNonNull(locale, "locale");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(text, "text");
    }

    @Override
    public String toString() {
        return "Rendered[" + template + ", " + locale + "]";
    }
}
