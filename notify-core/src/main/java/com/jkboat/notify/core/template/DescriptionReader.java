package com.jkboat.notify.core.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.jkboat.notify.template.TemplateException;
import com.jkboat.notify.template.TemplateId;
import com.jkboat.notify.template.TemplateSource;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;

/** Reads {@code template.json}; a template without one is in English and says nothing about itself. */
final class DescriptionReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DescriptionReader() {}

    static TemplateDescription read(TemplateSource source, TemplateId id) {
        JsonNode json =
                source.read(id + "/template.json").map(text -> parse(text, id)).orElseGet(JSON::createObjectNode);
        List<Locale> locales = new ArrayList<>();
        json.path("locales").forEach(tag -> locales.add(locale(tag.asText(), id)));
        List<String> eventTypes = new ArrayList<>();
        json.path("eventTypes").forEach(type -> eventTypes.add(type.asText()));
        return new TemplateDescription(
                id, json.path("description").asText(""), locales.isEmpty() ? List.of(Locale.UK) : locales, eventTypes);
    }

    private static JsonNode parse(String text, TemplateId id) {
        try {
            JsonNode json = JSON.readTree(text);
            if (!json.isObject()) {
                throw new TemplateException(id, "template.json must be an object");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new TemplateException(id, "template.json is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Locale locale(String tag, TemplateId id) {
        try {
            return new Locale.Builder().setLanguageTag(tag).build();
        } catch (IllformedLocaleException e) {
            throw new TemplateException(id, "template.json names a locale that is none: " + tag, e);
        }
    }
}
