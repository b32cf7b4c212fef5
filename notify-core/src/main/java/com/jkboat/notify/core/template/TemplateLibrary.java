package com.jkboat.notify.core.template;

import com.jkboat.notify.template.TemplateException;
import com.jkboat.notify.template.TemplateId;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Every compiled template by name and version; immutable once filled. */
final class TemplateLibrary {

    private final Map<String, NavigableMap<Integer, CompiledTemplate>> templates = new TreeMap<>();

    TemplateLibrary(List<CompiledTemplate> compiled) {
        for (CompiledTemplate template : compiled) {
            TemplateId id = template.description().id();
            templates
                    .computeIfAbsent(id.name(), name -> new TreeMap<>())
                    .put(id.version().orElseThrow(), template);
        }
    }

    CompiledTemplate find(TemplateId id) {
        NavigableMap<Integer, CompiledTemplate> versions = Optional.ofNullable(templates.get(id.name()))
                .orElseThrow(() -> new TemplateException(id, "there is no template of this name"));
        if (id.version().isEmpty()) {
            return Objects.requireNonNull(versions.lastEntry(), "newest version")
                    .getValue();
        }
        return Optional.ofNullable(versions.get(id.version().getAsInt()))
                .orElseThrow(() -> new TemplateException(id, "there is no such version, only " + versions.keySet()));
    }

    List<TemplateDescription> descriptions() {
        return templates.values().stream()
                .flatMap(versions -> versions.values().stream())
                .map(CompiledTemplate::description)
                .toList();
    }
}
