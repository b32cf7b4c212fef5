package com.jkboat.notify.core.template;

import com.jkboat.notify.template.TemplateId;
import com.jkboat.notify.template.TemplateSource;
import java.util.List;
import java.util.Optional;

/** Several sources seen as one; a file in an earlier source hides the same file in later ones. */
record LayeredSource(List<TemplateSource> layers) implements TemplateSource {

    LayeredSource {
        layers = List.copyOf(layers);
    }

    @Override
    public List<TemplateId> list() {
        return layers.stream()
                .flatMap(layer -> layer.list().stream())
                .distinct()
                .toList();
    }

    @Override
    public Optional<String> read(String path) {
        return layers.stream().flatMap(layer -> layer.read(path).stream()).findFirst();
    }
}
