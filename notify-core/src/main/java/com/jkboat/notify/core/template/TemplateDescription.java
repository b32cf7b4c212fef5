package com.jkboat.notify.core.template;

import com.jkboat.notify.template.TemplateId;
import java.util.List;
import java.util.Locale;

/**
 * What a template's {@code template.json} says about it.
 *
 * @param id with its version
 * @param description for people; may be empty
 * @param locales the languages it has, the one of the files without a tag first; at least one
 * @param eventTypes the events it is written for; may be empty
 * @since 0.1
 */
public record TemplateDescription(TemplateId id, String description, List<Locale> locales, List<String> eventTypes) {

    public TemplateDescription {
        if (id.version().isEmpty()) {
            throw new IllegalArgumentException("id must name a version, but was: " + id);
        }
        if (locales.isEmpty()) {
            throw new IllegalArgumentException("locales must name at least one language");
        }
        locales = List.copyOf(locales);
        eventTypes = List.copyOf(eventTypes);
    }
}
