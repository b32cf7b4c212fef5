package com.jkboat.notify.core.template;

import com.github.jknack.handlebars.io.AbstractTemplateLoader;
import com.github.jknack.handlebars.io.StringTemplateSource;
import com.jkboat.notify.template.TemplateSource;
import java.io.FileNotFoundException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Gives Handlebars the files of a source in one language, each read once and checked by the rules.
 *
 * <p>For {@code html} in Swedish as spoken in Finland it tries {@code html.sv-FI.hbs}, {@code html.sv.hbs} and
 * {@code html.hbs}.
 */
final class FileLoader extends AbstractTemplateLoader {

    static final String SUFFIX = ".hbs";

    private final TemplateSource source;
    private final List<String> endings;
    private final TagRules rules;
    private final Map<String, Optional<Script>> scripts = new ConcurrentHashMap<>();

    FileLoader(TemplateSource source, Locale locale, TagRules rules) {
        this.source = source;
        this.rules = rules;
        this.endings = Stream.of("." + locale.toLanguageTag(), "." + locale.getLanguage(), "")
                .map(tag -> tag + SUFFIX)
                .distinct()
                .toList();
    }

    @Override
    public com.github.jknack.handlebars.io.TemplateSource sourceAt(String path) throws FileNotFoundException {
        Script script = find(path).orElseThrow(() -> new FileNotFoundException(path + SUFFIX));
        return new StringTemplateSource(script.file(), script.text());
    }

    Optional<Script> find(String path) {
        return scripts.computeIfAbsent(path, this::load);
    }

    List<Tag> tags(String path) {
        return find(path).map(Script::tags).orElse(List.of());
    }

    private Optional<Script> load(String path) {
        return endings.stream()
                .map(ending -> path + ending)
                .flatMap(file -> source.read(file).map(text -> Script.of(file, text)).stream())
                .peek(rules::check)
                .findFirst();
    }
}
