package com.jkboat.notify.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.template.TemplateException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateCompilerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{{name}}}",
                "{{~{name}~}}",
                "{{&name}}",
                "{{& name}}",
                "{{{{raw}}}} x {{{{/raw}}}}",
                "{{> (lookup . 'p')}}",
                "{{> ../secret}}",
                "{{> _partials/missing}}",
                "{{=<% %>=}}",
                "{{#*inline 'x'}}{{/inline}}",
                "<a href=\"{{link}}\">x</a>",
                "<img src='{{ link }}'>",
                "<p title={{name}}>x</p>",
                "{{#if x}}",
                "{{name",
            })
    void refusesToOpenWithATemplateThatIsBrokenOrDangerous(String html) {
        FilesInMemory files = FilesInMemory.html("<p>\n" + html + "</p>");

        assertThatThrownBy(() -> open(files))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("greeting/v1")
                .hasMessageContaining("html.hbs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{!-- {{{name}}} --}}",
                "{{! don't }}<p>it's</p>",
                "\\{{name}}",
                "<a href=\"{{url link}}\">x</a>",
                "<a href=\"https://a.example/?x={{name}}&y={{name}}\">x</a>",
                "<p title=\"{{default name \"x\"}}\" dir=\"auto\">1 = {{name}}</p>",
                "{{#if a}}a{{else if b}}b{{/if}}",
            })
    void acceptsWhatOnlyLooksDangerous(String html) {
        assertThatCode(() -> open(FilesInMemory.html(html))).doesNotThrowAnyException();
    }

    @Test
    void findsABrokenPartialBeforeTheFirstMailIsDue() {
        FilesInMemory files = FilesInMemory.html("{{> _partials/a}}")
                .with("_partials/a.hbs", "{{> _partials/b}}")
                .with("_partials/b.hbs", "fine\n{{#if x}}");

        assertThatThrownBy(() -> open(files))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("_partials/b.hbs:2:");
    }

    @Test
    void refusesATemplateWithoutSubjectOrWithoutABody() {
        FilesInMemory noSubject = FilesInMemory.empty().with("greeting/v1/html.hbs", "<p></p>");
        FilesInMemory noBody = FilesInMemory.empty().with("greeting/v1/subject.hbs", "Hi");

        assertThatThrownBy(() -> open(noSubject)).hasMessageContaining("subject.hbs");
        assertThatThrownBy(() -> open(noBody)).hasMessageContaining("html.hbs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "{\"locales\": [\"not a locale\"]}"})
    void refusesADescriptionItCannotRead(String json) {
        FilesInMemory files = FilesInMemory.html("<p></p>").with("greeting/v1/template.json", json);

        assertThatThrownBy(() -> open(files))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("template.json");
    }

    @Test
    void tellsWhatItOpened() {
        FilesInMemory files = FilesInMemory.html("<p></p>")
                .with(
                        "greeting/v1/template.json",
                        "{\"description\": \"Says hello\", \"locales\": [\"sv\"], \"eventTypes\": [\"a.b\"]}");

        TemplateDescription description = open(files).templates().get(0);

        assertThat(description.description()).isEqualTo("Says hello");
        assertThat(description.locales()).containsExactly(Locale.forLanguageTag("sv"));
        assertThat(description.eventTypes()).containsExactly("a.b");
    }

    private static HandlebarsTemplateEngine open(FilesInMemory files) {
        return HandlebarsTemplateEngine.open(List.of(files));
    }
}
