package com.jkboat.notify.core.template;

import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsError;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Template;
import com.jkboat.notify.template.TemplateException;
import com.jkboat.notify.template.TemplateId;
import com.jkboat.notify.template.TemplateSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Compiles every template of a source, partials included, and refuses what could surprise later. */
final class TemplateCompiler {

    private final TemplateSource source;
    private final Map<Locale, Languaged> engines = new HashMap<>();

    private TemplateCompiler(TemplateSource source) {
        this.source = source;
    }

    static TemplateLibrary compile(TemplateSource source) {
        TemplateCompiler compiler = new TemplateCompiler(source);
        return new TemplateLibrary(
                source.list().stream().map(compiler::compileOne).toList());
    }

    private CompiledTemplate compileOne(TemplateId id) {
        try {
            TemplateDescription description = DescriptionReader.read(source, id);
            Map<Locale, CompiledTemplate.Variant> variants = new LinkedHashMap<>();
            for (Locale locale : description.locales()) {
                variants.put(locale, compileVariant(id, engines.computeIfAbsent(locale, this::open)));
            }
            return new CompiledTemplate(description, variants);
        } catch (UncheckedIOException e) {
            throw new TemplateException(id, "cannot be read: " + e.getMessage(), e);
        }
    }

    private CompiledTemplate.Variant compileVariant(TemplateId id, Languaged language) {
        Template subject = compilePart(id, "subject", language.plain())
                .orElseThrow(() -> new TemplateException(id, "has no subject.hbs"));
        Optional<Template> html = compilePart(id, "html", language.html());
        Optional<Template> text = compilePart(id, "text", language.plain());
        if (html.isEmpty() && text.isEmpty()) {
            throw new TemplateException(id, "has neither html.hbs nor text.hbs");
        }
        return new CompiledTemplate.Variant(subject, html, text);
    }

    private static Optional<Template> compilePart(TemplateId id, String part, Dialect dialect) {
        String path = id + "/" + part;
        try {
            return dialect.has(path) ? Optional.of(compileWithPartials(path, dialect)) : Optional.empty();
        } catch (RefusedTag e) {
            throw new TemplateException(id, String.valueOf(e.getMessage()), e);
        } catch (HandlebarsException e) {
            throw new TemplateException(id, describe(e), e);
        } catch (IOException e) {
            throw new TemplateException(id, "cannot be read: " + e.getMessage(), e);
        }
    }

    /** Handlebars compiles partials when they are first used; a broken one is to be found now. */
    private static Template compileWithPartials(String path, Dialect dialect) throws IOException {
        Handlebars handlebars = dialect.handlebars();
        Template template = handlebars.compile(path);
        for (String partial : dialect.partialsOf(path)) {
            handlebars.compile(partial);
        }
        return template;
    }

    private Languaged open(Locale locale) {
        return new Languaged(Dialect.html(source, locale), Dialect.plain(source, locale));
    }

    private static String describe(HandlebarsException e) {
        HandlebarsError error = e.getError();
        return error == null
                ? String.valueOf(e.getMessage())
                : error.filename + ":" + error.line + ":" + error.column + " " + error.reason;
    }

    private record Languaged(Dialect html, Dialect plain) {}
}
