package com.jkboat.notify.core.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextBodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>Hi</p><p>there</p> | Hi##there#",
                "<div>a</div><div>b</div> | a#b#",
                "a<br>b<br><br>c | a#b##c#",
                "<ul><li>one</li><li>two</li></ul> | - one#- two#",
                "<table><tr><td>When</td><td>Monday</td></tr><tr><td>Where</td><td>Pier</td></tr></table> | When Monday#Where Pier#",
                "<a href='https://x.example/a'>Look</a>. | Look (https://x.example/a).#",
                "<a href='https://x.example'>https://x.example</a> | https://x.example#",
                "<a href='mailto:a@x.example'>a@x.example</a> | a@x.example#",
                "<div style='display: none; max-height:0'>hidden</div><p>seen</p> | seen#",
                "<p>a<b>b</b> c</p> | ab c#",
                "<p>1 &lt; 2 &amp; 3</p> | 1 < 2 & 3#",
                "<img src='https://x.example/l.png' alt='JK Boat'><p>x</p> | JK Boat##x#",
            })
    void saysInTextWhatTheHtmlSays(String html, String expected) {
        String page = "<html><head><title>no</title><style>no{}</style></head><body>" + html + "</body></html>";

        assertThat(TextBody.fromHtml(page)).isEqualTo(expected.replace('#', '\n'));
    }

    @Test
    void wrapsLongParagraphsButNoWords() {
        String word = "y".repeat(100);

        String text = TextBody.fromHtml("<p>" + "word ".repeat(40) + word + "</p>");

        assertThat(text.lines().filter(line -> !line.equals(word))).allMatch(line -> line.length() <= 76);
        assertThat(text).contains("\n" + word + "\n").doesNotContain(" \n");
    }

    @Test
    void tidiesWhatConditionsLeaveBehind() {
        assertThat(TextBody.tidy("\n\na  \r\n\r\n\r\n\r\nb\t\n\nc\n\n")).isEqualTo("a\n\nb\n\nc\n");
    }
}
