package com.jkboat.notify.core.template;

import com.jkboat.notify.template.TemplateId;
import com.jkboat.notify.template.TemplateSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Template files that live in a map. */
final class FilesInMemory implements TemplateSource {

    private final Map<String, String> files = new TreeMap<>();

    static FilesInMemory empty() {
        return new FilesInMemory();
    }

    /** A template {@code greeting} in version 1 with these parts. */
    static FilesInMemory greeting(String subject, String html, String text) {
        return empty().with("greeting/v1/subject.hbs", subject)
                .with("greeting/v1/html.hbs", html)
                .with("greeting/v1/text.hbs", text);
    }

    static FilesInMemory html(String html) {
        return empty().with("greeting/v1/subject.hbs", "Hello").with("greeting/v1/html.hbs", html);
    }

    FilesInMemory with(String path, String text) {
        files.put(path, text);
        return this;
    }

    @Override
    public List<TemplateId> list() {
        return files.keySet().stream()
                .filter(path -> !path.startsWith("_"))
                .map(path -> TemplateId.parse(path.substring(0, path.lastIndexOf('/'))))
                .distinct()
                .toList();
    }

    @Override
    public Optional<String> read(String path) {
        return Optional.ofNullable(files.get(TemplateSource.requireInside(path)));
    }
}
