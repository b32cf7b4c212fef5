package com.jkboat.notify.template;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What to render: a template, for whom, with which values.
 *
 * @param template with a version to pin one, else the newest
 * @param locale the recipient's; the engine falls back to what the template has
 * @param zone in which instants are shown
 * @param model only maps, lists, texts, numbers, booleans and null
 * @since 0.1
 */
public record RenderRequest(TemplateId template, Locale locale, ZoneId zone, Map<String, Object> model) {

    public RenderRequest {
        Objects.requireNonNull(template, "template");
        Objects.requireNonNull(locale, "locale");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(model, "model");
    }

    @Override
    public String toString() {
        return "RenderRequest[" + template + ", " + locale + "]";
    }
}
