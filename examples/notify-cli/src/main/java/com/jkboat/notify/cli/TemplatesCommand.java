package com.jkboat.notify.cli;

import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.Event;
import com.jkboat.notify.config.SettingsReader;
import com.jkboat.notify.core.EventReader;
import com.jkboat.notify.core.template.Brand;
import com.jkboat.notify.core.template.HandlebarsTemplateEngine;
import com.jkboat.notify.core.template.TemplateDescription;
import com.jkboat.notify.event.NotificationDomain;
import com.jkboat.notify.template.RenderRequest;
import com.jkboat.notify.template.Rendered;
import com.jkboat.notify.template.TemplateId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows templates before a customer sees them. */
@Command(name = "templates", description = "List templates, or see one with an event.")
final class TemplatesCommand {

    @Spec
    private CommandSpec spec;

    private final List<NotificationDomain> domains = ServiceLoader.load(NotificationDomain.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    @Command(name = "list", description = "List every template with its versions.")
    int list(@Mixin CommonOptions options) {
        Output output = Output.of(spec);
        List<TemplateDescription> all = engine().templates();
        if (options.json) {
            output.json(Map.of(
                    "templates", all.stream().map(TemplatesCommand::fields).toList()));
        } else {
            all.forEach(one -> output.line(String.format("%-26s %s", one.id(), one.description())));
        }
        return NotifyCli.WELL;
    }

    @Command(name = "preview", description = "Write a template's HTML and text for an event to files.")
    int preview(
            @Mixin CommonOptions options,
            @Parameters(paramLabel = "ID", description = "Such as booking-confirmation or booking-confirmation/v1.")
                    String template,
            @Option(names = "--event", paramLabel = "FILE", description = "A JSON event; a sample when left out.")
                    @Nullable
                    Path eventFile,
            @Option(names = "--locale", paramLabel = "L", defaultValue = "en", description = "Default: en.")
                    String locale,
            @Option(names = "--open", description = "Open the HTML in a browser.") boolean open)
            throws IOException {
        Output output = Output.of(spec);
        requireKnown(template);
        Event event = EventReader.read(eventFile == null ? sample(template) : read(eventFile));
        Rendered mail = engine().render(new RenderRequest(
                TemplateId.parse(template), language(locale), ZoneOffset.UTC, model(event, options)));
        Path folder = Files.createDirectories(options.folder().resolve("previews"));
        Path html = folder.resolve(mail.template().name() + ".html");
        Path text = folder.resolve(mail.template().name() + ".txt");
        Files.writeString(html, mail.html().orElse(""));
        Files.writeString(text, mail.text());
        tell(output, options, mail, html, text);
        if (open) {
            open(html, output);
        }
        return NotifyCli.WELL;
    }

    private void requireKnown(String template) {
        List<String> names = engine().templates().stream()
                .map(one -> one.id().name())
                .distinct()
                .toList();
        if (!names.contains(template.replaceFirst("/.*", ""))) {
            throw new IllegalArgumentException(
                    "there is no template \"" + template + "\"; there are " + String.join(", ", names));
        }
    }

    private static Locale language(String tag) {
        try {
            return new Locale.Builder().setLanguageTag(tag).build();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException(
                    "--locale must be a language tag such as en-GB, but was \"" + tag + "\"", e);
        }
    }

    private static void open(Path html, Output output) {
        try {
            new ProcessBuilder("xdg-open", html.toString()).inheritIO().start();
        } catch (IOException e) {
            output.talk("There is no xdg-open here; open " + html + " in a browser.");
        }
    }

    private static void tell(Output output, CommonOptions options, Rendered mail, Path html, Path text) {
        if (options.json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("template", mail.template().toString());
            fields.put("subject", mail.subject());
            fields.put("html", html.toString());
            fields.put("text", text.toString());
            output.json(fields);
        } else {
            output.line("Subject: " + mail.subject());
            output.line("HTML:    " + html);
            output.line("Text:    " + text);
        }
    }

    private HandlebarsTemplateEngine engine() {
        return HandlebarsTemplateEngine.open(
                domains.stream().map(NotificationDomain::templates).toList());
    }

    private Map<String, Object> model(Event event, CommonOptions options) {
        Map<String, Object> model = new HashMap<>();
        domains.forEach(domain -> model.putAll(domain.model(event)));
        model.putAll(event.payload());
        model.put(
                "brand",
                Brand.from(new SettingsReader(options.settings(), List.of()).section("notify.brand"))
                        .toModel());
        return model;
    }

    private static byte[] read(Path file) {
        Reading.requireReadable(file);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ConfigurationException("NTF-080", "the file " + file + " cannot be read; is its disk well?", e);
        }
    }

    private static byte[] sample(String template) throws IOException {
        String name =
                template.contains("cancellation") ? "cancelled" : template.contains("update") ? "updated" : "created";
        try (InputStream in = TemplatesCommand.class.getResourceAsStream("/samples/booking." + name + ".json")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    private static Map<String, Object> fields(TemplateDescription one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", one.id().toString());
        fields.put("description", one.description());
        fields.put("locales", one.locales().stream().map(Locale::toLanguageTag).toList());
        return fields;
    }
}
