package com.jkboat.notify.core.template;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.HandlebarsError;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import com.jkboat.notify.template.RenderRequest;
import com.jkboat.notify.template.Rendered;
import com.jkboat.notify.template.TemplateException;
import com.jkboat.notify.template.TemplateId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/** One message in the making. */
record Rendering(CompiledTemplate template, RenderRequest request, Locale language, int maxChars) {

    Rendered render(CompiledTemplate.Variant variant) {
        String subject = SubjectLine.clean(apply(variant.subject()));
        if (subject.isEmpty()) {
            throw new TemplateException(id(), "its subject came out empty");
        }
        Optional<String> html = variant.html().map(this::apply);
        String text = variant.text()
                .map(part -> TextBody.tidy(apply(part)))
                .orElseGet(() -> TextBody.fromHtml(html.orElseThrow()));
        return new Rendered(id(), language, subject, html, text);
    }

    private String apply(Template part) {
        BoundedWriter out = new BoundedWriter(maxChars);
        try {
            part.apply(context(), out);
            return out.toString();
        } catch (HandlebarsException e) {
            throw new TemplateException(id(), describe(e), reason(e));
        } catch (UnusableValue e) {
            throw new TemplateException(id(), part.filename() + " " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("a writer in memory failed", e);
        }
    }

    private Context context() {
        Context context = Context.newBuilder(request.model())
                .resolver(MapValueResolver.INSTANCE)
                .build();
        return context.data(Formats.KEY, new Formats(Languages.formats(language, request.locale()), request.zone()));
    }

    private TemplateId id() {
        return template.description().id();
    }

    /** Tells place and reason; what others threw may repeat values, so of that only the kind is told. */
    private static String describe(HandlebarsException e) {
        HandlebarsError error = e.getError();
        String place = error == null ? "" : error.filename + ":" + error.line + ":" + error.column + " ";
        return place + reason(e).getMessage();
    }

    private static UnusableValue reason(Throwable thrown) {
        Throwable root = thrown;
        while (!(root instanceof UnusableValue) && root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof UnusableValue known
                ? known
                : new UnusableValue("cannot be rendered: " + root.getClass().getSimpleName());
    }
}
