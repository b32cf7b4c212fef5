package com.jkboat.notify.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.jkboat.notify.Event;
import com.jkboat.notify.core.template.HandlebarsTemplateEngine;
import com.jkboat.notify.core.template.TemplateDescription;
import com.jkboat.notify.event.EventSchema;
import com.jkboat.notify.template.TemplateSource;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every name a template reads is one that its events, the domain or the brand have: a misspelt {@code {{#if}}} would
 * silently be false.
 */
class TemplateVariablesTest {

    private static final BookingDomain DOMAIN = new BookingDomain();
    private static final TemplateSource FILES = DOMAIN.templates();

    private static final Pattern TAG = Pattern.compile("\\{\\{[#/>~]*([^}]*)\\}\\}");
    private static final Pattern WORD = Pattern.compile("(?:(?<key>\\w+)=)?(?:\"[^\"]*\"|(?<path>[A-Za-z_][\\w./-]*))");
    private static final Set<String> FUNCTIONS = Set.of(
            "if", "unless", "each", "with", "else", "eq", "date", "time", "money", "url", "default", "block",
            "partial");

    static Stream<TemplateDescription> templates() {
        return HandlebarsTemplateEngine.open(List.of(FILES)).templates().stream();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void areKnown(TemplateDescription template) throws IOException {
        Set<String> read = new HashSet<>();
        for (String part : List.of("subject", "html", "text")) {
            collect(template.id() + "/" + part, Set.of(), read);
        }

        assertThat(read).hasSizeGreaterThan(10);
        for (String eventType : template.eventTypes()) {
            assertThat(known(eventType)).as(eventType).containsAll(read);
        }
    }

    @Test
    void wouldBeMissedIfTheyWereMisspelt() {
        Set<String> read = new HashSet<>();
        collectFrom("{{#if meetingPiont}}{{date tourDay \"full\"}}{{> x words=goodToKnwo}}{{/if}}", Set.of(), read);

        assertThat(read).containsExactlyInAnyOrder("meetingPiont", "tourDay", "goodToKnwo");
    }

    private static void collect(String file, Set<String> parameters, Set<String> read) {
        collectFrom(FILES.read(file + ".hbs").orElseThrow(), parameters, read);
    }

    private static void collectFrom(String script, Set<String> parameters, Set<String> read) {
        Matcher tag = TAG.matcher(script);
        while (tag.find()) {
            Set<String> given = new HashSet<>(parameters);
            String partial = "";
            Matcher word = WORD.matcher(tag.group(1));
            while (word.find()) {
                String path = word.group("path");
                if (word.group("key") != null) {
                    given.add(word.group("key"));
                }
                if (path != null && path.contains("/")) {
                    partial = path;
                } else if (path != null && !isFunction(path, tag.group()) && !parameters.contains(path)) {
                    read.add(path);
                }
            }
            if (!partial.isEmpty()) {
                collect(partial, given, read);
            }
        }
    }

    /** A closing tag repeats its function; the name of a partial in this very test has no file. */
    private static boolean isFunction(String word, String tag) {
        return FUNCTIONS.contains(word) || tag.startsWith("{{/") || tag.startsWith("{{> " + word + " ");
    }

    private static Set<String> known(String eventType) throws IOException {
        Set<String> known = new HashSet<>(fields(eventType));
        known.addAll(Bookings.longest().values().stream()
                .map(BookingChanges::of)
                .flatMap(List::stream)
                .findFirst()
                .orElseThrow()
                .keySet());
        addPaths("", DOMAIN.model(Event.of(eventType, Map.of())), known);
        addPaths("", Map.of("brand", Mails.branded().brand()), known);
        return known;
    }

    private static Set<String> fields(String eventType) throws IOException {
        EventSchema schema = DOMAIN.schemas().stream()
                .filter(one -> one.eventType().equals(eventType))
                .findFirst()
                .orElseThrow();
        Map<String, JsonNode> fields = new HashMap<>();
        new ObjectMapper()
                .readTree(schema.json())
                .path("properties")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields.keySet();
    }

    private static void addPaths(String prefix, Map<?, ?> model, Set<String> known) {
        model.forEach((name, value) -> {
            known.add(prefix + name);
            if (value instanceof Map<?, ?> inside) {
                addPaths(prefix + name + ".", inside, known);
            }
        });
    }
}
