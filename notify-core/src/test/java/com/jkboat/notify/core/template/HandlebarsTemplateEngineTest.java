package com.jkboat.notify.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.template.RenderRequest;
import com.jkboat.notify.template.Rendered;
import com.jkboat.notify.template.TemplateException;
import com.jkboat.notify.template.TemplateId;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandlebarsTemplateEngineTest {

    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

    @Test
    void rendersSubjectHtmlAndTextAndSaysWithWhichVersion() {
        HandlebarsTemplateEngine engine =
                open(FilesInMemory.greeting("Hello {{name}}", "<p>Hi {{name}}</p>", "Hi {{name}}"));

        Rendered rendered = engine.render(request("greeting", Map.of("name", "Åsa")));

        assertThat(rendered.template()).isEqualTo(TemplateId.of("greeting", 1));
        assertThat(rendered.locale()).isEqualTo(Locale.UK);
        assertThat(rendered.subject()).isEqualTo("Hello Åsa");
        assertThat(rendered.html()).contains("<p>Hi Åsa</p>");
        assertThat(rendered.text()).isEqualTo("Hi Åsa\n");
    }

    @Test
    void takesTheNewestVersionUnlessOneIsPinned() {
        FilesInMemory files = FilesInMemory.greeting("one", "<p>1</p>", "1")
                .with("greeting/v2/subject.hbs", "two")
                .with("greeting/v2/text.hbs", "2")
                .with("greeting/v10/subject.hbs", "ten")
                .with("greeting/v10/text.hbs", "10");
        HandlebarsTemplateEngine engine = open(files);

        assertThat(engine.render(request("greeting", Map.of())).subject()).isEqualTo("ten");
        assertThat(engine.render(request("greeting/v2", Map.of())).subject()).isEqualTo("two");
        assertThatThrownBy(() -> engine.render(request("greeting/v3", Map.of())))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("greeting/v3")
                .hasMessageContaining("[1, 2, 10]");
        assertThatThrownBy(() -> engine.render(request("farewell", Map.of())))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("farewell");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{name}} | name",
                "{{customer.name}} | customer.name",
                "{{known.name}} | known.name",
                "{{nothing}} | nothing",
                "{{money price 'SEK'}} | price (in money)",
                "{{date day 'full'}} | day (in date)",
                "{{url link}} | link (in url)",
                "{{frobnicate known}} | frobnicate",
                "{{#with known}}{{other}}{{/with}} | other",
            })
    void refusesToLeaveABlankWhereAValueIsMissing(String html, String variable) {
        Map<String, Object> model = new HashMap<>(Map.of("known", Map.of("a", "b"), "other", "x"));
        model.put("nothing", null);
        HandlebarsTemplateEngine engine = open(FilesInMemory.html("<p>\n " + html + "</p>"));

        assertThatThrownBy(() -> engine.render(request("greeting", model)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("greeting/v1/html.hbs:2:")
                .hasMessageContaining("asks for " + variable + ", which is missing");
    }

    @Test
    void letsTemplatesDeclareWhatHappensWithoutAValue() {
        HandlebarsTemplateEngine engine = open(
                FilesInMemory.html(
                        "<p>{{default phone \"none\"}}{{#if phone}} yes{{else}} no{{/if}}{{#unless phone}} not{{/unless}}</p>"));

        Rendered rendered = engine.render(request("greeting", Map.of()));

        assertThat(rendered.html()).contains("<p>none no not</p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lookup this 'zzz'", "log this", "embedded 'x'", "i18n 'x'", "i18nJs 'en'", "precompile 'x'"})
    void hasNoneOfTheBuiltInsThatReachOutside(String call) {
        HandlebarsTemplateEngine engine = open(FilesInMemory.html("<p>{{" + call + "}}</p>"));

        assertThatThrownBy(() -> engine.render(request("greeting", Map.of("secret", "s3cret"))))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("is not available")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"this", "customer", "guests", "text.length", "text.bytes", "text.class.name", "customer.size"})
    void showsNeitherWholeMapsNorAnythingOfJavaObjects(String expression) {
        HandlebarsTemplateEngine engine = open(FilesInMemory.html("<p>{{" + expression + "}}</p>"));
        Map<String, Object> model =
                Map.of("customer", Map.of("name", "s3cret"), "guests", List.of("s3cret"), "text", "s3cret");

        assertThatThrownBy(() -> engine.render(request("greeting", model)))
                .isInstanceOf(TemplateException.class)
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "</p><a href=\"https://evil.example\">click</a>",
                "{{name}} {{{name}}}",
                "&lt;b&gt;",
                "`${7*7}`",
            })
    void escapesWhateverAValueHolds(String hostile) {
        HandlebarsTemplateEngine engine = open(FilesInMemory.greeting(
                "{{name}}", "<p title=\"{{name}}\">{{name}}</p>{{#each list}}<i>{{this}}</i>{{/each}}", "{{name}}"));

        Rendered rendered = engine.render(request("greeting", Map.of("name", hostile, "list", List.of(hostile))));

        org.jsoup.nodes.Document document =
                org.jsoup.Jsoup.parse(rendered.html().orElseThrow());
        assertThat(document.select("script, img, a")).isEmpty();
        assertThat(document.selectFirst("p").attributesSize()).isEqualTo(1);
        assertThat(document.selectFirst("p").attr("title")).isEqualTo(hostile);
        assertThat(document.selectFirst("i").wholeText()).isEqualTo(hostile);
        assertThat(rendered.text()).isEqualTo(hostile + "\n");
    }

    @Test
    void keepsSubjectsOnOneCleanLine() {
        HandlebarsTemplateEngine engine = open(FilesInMemory.greeting("Hi {{name}}\n  there\n", "<p></p>", "x"));

        String subject = engine.render(
                        request("greeting", Map.of("name", "A\r\nBcc: x@y.example\u0000\u202Egpj\u2028end")))
                .subject();

        assertThat(subject).isEqualTo("Hi A Bcc: x@y.examplegpj end there");
    }

    @Test
    void takesControlCharactersAndTurningMarksOutOfTheText() {
        HandlebarsTemplateEngine engine = open(FilesInMemory.greeting("s", "<p>{{name}}</p>", "{{name}}\nBye"));

        Rendered rendered = engine.render(request("greeting", Map.of("name", "a\u0000\u0007\u202Eb\u2066c")));

        assertThat(rendered.text()).isEqualTo("abc\nBye\n");
        assertThat(rendered.html()).contains("<p>a\u202Eb\u2066c</p>");
    }

    @Test
    void refusesAnEmptySubject() {
        HandlebarsTemplateEngine engine = open(FilesInMemory.greeting("{{name}}", "<p></p>", "x"));

        assertThatThrownBy(() -> engine.render(request("greeting", Map.of("name", " \n"))))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("subject");
    }

    @Test
    void makesTheTextFromTheHtmlWhenThereIsNoTextTemplate() {
        HandlebarsTemplateEngine engine =
                open(FilesInMemory.html("<p>Hi {{name}}</p><p><a href=\"https://a.example/x\">Your booking</a></p>"));

        Rendered rendered = engine.render(request("greeting", Map.of("name", "O'Hara & Söner")));

        assertThat(rendered.text()).isEqualTo("Hi O'Hara & Söner\n\nYour booking (https://a.example/x)\n");
    }

    @Test
    void putsTemplatesIntoTheirLayoutWithPartials() {
        FilesInMemory files = FilesInMemory.html(
                        "{{#partial \"content\"}}<p>{{name}}</p>{{> _partials/row label=\"When\" value=day}}{{/partial}}"
                                + "{{> _layouts/mail}}")
                .with("_layouts/mail.hbs", "<body>{{#block \"content\"}}{{/block}}<i>{{brand.name}}</i></body>")
                .with("_partials/row.hbs", "<b>{{label}}: {{value}}</b>");

        Rendered rendered = open(files)
                .render(request("greeting", Map.of("name", "Bo", "day", "Monday", "brand", Map.of("name", "JK"))));

        assertThat(rendered.html()).contains("<body><p>Bo</p><b>When: Monday</b><i>JK</i></body>");
    }

    @ParameterizedTest
    @CsvSource({
        "sv-SE, Hej, sv, 20 februari 2024",
        "sv-FI, Hej, sv, 20 februari 2024",
        "en-US, Hello, en-GB, 'February 20, 2024'",
        "en, Hello, en-GB, 20 February 2024",
        "de, Hello, en-GB, 20 February 2024",
    })
    void fallsBackToALanguageTheTemplateHas(String wanted, String word, String used, String date) {
        FilesInMemory files = FilesInMemory.greeting("Hello", "<p>Hello {{date day}}</p>", "Hello {{date day}}")
                .with("greeting/v1/template.json", "{\"locales\": [\"en-GB\", \"sv\"]}")
                .with("greeting/v1/subject.sv.hbs", "Hej")
                .with("greeting/v1/text.sv.hbs", "Hej {{date day}}");
        TemplateId template = TemplateId.of("greeting");

        Rendered rendered = open(files)
                .render(new RenderRequest(
                        template, Locale.forLanguageTag(wanted), STOCKHOLM, Map.of("day", "2024-02-20")));

        assertThat(rendered.locale().toLanguageTag()).isEqualTo(used);
        assertThat(rendered.subject()).isEqualTo(word);
        assertThat(rendered.text()).isEqualTo(word + " " + date + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "en, 20 February 2024 18:00",
        "de, 20 February 2024 18:00",
        "en-IE, 20 February 2024 18:00",
        "en-US, 'February 20, 2024 6:00 PM'",
    })
    void writesEnglishWithoutARegionTheBritishWay(String wanted, String written) {
        FilesInMemory files = FilesInMemory.greeting("Hello", "<p></p>", "{{date day}} {{time hour}}")
                .with("greeting/v1/template.json", "{\"locales\": [\"en\"]}");

        Rendered rendered = open(files)
                .render(new RenderRequest(
                        TemplateId.of("greeting"),
                        Locale.forLanguageTag(wanted),
                        STOCKHOLM,
                        Map.of("day", "2024-02-20", "hour", "18:00")));

        assertThat(rendered.text()).isEqualTo(written + "\n");
    }

    @Test
    void letsAFileInAnEarlierSourceWin() {
        FilesInMemory shipped = FilesInMemory.greeting("shipped", "<p>{{> _partials/foot}}</p>", "shipped")
                .with("_partials/foot.hbs", "shipped");
        FilesInMemory own = FilesInMemory.empty().with("_partials/foot.hbs", "own");

        HandlebarsTemplateEngine engine = HandlebarsTemplateEngine.open(List.of(own, shipped));

        assertThat(engine.render(request("greeting", Map.of())).html()).contains("<p>own</p>");
    }

    @Test
    void stopsAMessageThatGrowsTooLarge() {
        HandlebarsTemplateEngine engine = HandlebarsTemplateEngine.open(
                List.of(FilesInMemory.html("<p>{{#each list}}{{this}}{{/each}}</p>")), 1_000);

        assertThatThrownBy(() -> engine.render(request("greeting", Map.of("list", List.of("x".repeat(2_000))))))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("1000 characters");
    }

    @Test
    void saysNothingOfTheValuesWhenTheyCannotBeUsed() {
        HandlebarsTemplateEngine engine = open(FilesInMemory.html("<p>{{money price 'SEK'}}</p>"));

        assertThatThrownBy(() -> engine.render(request("greeting", Map.of("price", "s3cret"))))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("html.hbs:1:")
                .hasMessageContaining("decimal number")
                .hasMessageNotContaining("s3cret")
                .hasStackTraceContaining("UnusableValue")
                .satisfies(e -> assertThat(e.getCause().getMessage()).doesNotContain("s3cret"));
    }

    @Test
    void rendersManyMessagesAtOnceWithoutMixingThem() throws Exception {
        FilesInMemory files = FilesInMemory.greeting(
                        "{{name}}",
                        "{{#partial \"c\"}}{{name}}{{> _partials/row v=name}}{{/partial}}{{> _layouts/l}}",
                        "{{#each list}}{{this}},{{/each}}")
                .with("_layouts/l.hbs", "<p>{{#block \"c\"}}{{/block}}</p>")
                .with("_partials/row.hbs", "-{{v}}");
        HandlebarsTemplateEngine engine = open(files);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Boolean>> results = new ArrayList<>();

        for (int thread = 0; thread < 8; thread++) {
            String name = "n" + thread;
            results.add(threads.submit(() -> isRightAThousandTimes(engine, name)));
        }
        threads.shutdown();

        for (Future<Boolean> result : results) {
            assertThat(result.get()).isTrue();
        }
    }

    private static boolean isRightAThousandTimes(HandlebarsTemplateEngine engine, String name) {
        Map<String, Object> model = Map.of("name", name, "list", List.of(name, name));
        for (int i = 0; i < 1_000; i++) {
            Rendered rendered = engine.render(request("greeting", model));
            boolean right = rendered.subject().equals(name)
                    && rendered.html().orElseThrow().equals("<p>" + name + "-" + name + "</p>")
                    && rendered.text().equals(name + "," + name + ",\n");
            if (!right) {
                return false;
            }
        }
        return true;
    }

    private static HandlebarsTemplateEngine open(FilesInMemory files) {
        return HandlebarsTemplateEngine.open(List.of(files));
    }

    private static RenderRequest request(String template, Map<String, Object> model) {
        return new RenderRequest(TemplateId.parse(template), Locale.UK, STOCKHOLM, model);
    }
}
