package com.jkboat.notify.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderValueTest {

    @Test
    void leavesAsciiAsItStands() {
        assertThat(subject("Your tour: 10:30, pier 4 (=?)")).isEqualTo("Subject: Your tour: 10:30, pier 4 (=?)\r\n");
    }

    @Test
    void writesNothingForEmptyText() {
        assertThat(subject("")).isEqualTo("Subject:\r\n");
    }

    @Test
    void foldsAt78BetweenWordsOnly() {
        assertThat(subject("word ".repeat(20) + "end"))
                .isEqualTo("Subject: " + "word ".repeat(13) + "word\r\n " + "word ".repeat(6) + "end\r\n");
    }

    @Test
    void leavesALongAddressWholeOnALineOfItsOwn() {
        String link = "<https://example.org/" + "x".repeat(100) + ">";

        assertThat(subject("a, " + link)).isEqualTo("Subject: a,\r\n " + link + "\r\n");
    }

    @Test
    void foldsNeitherAtSeveralBlanksNorAfterABackslash() {
        String text = "x".repeat(60) + "  " + "y".repeat(30) + "\\ z";

        assertThat(subject(text)).isEqualTo("Subject: " + text + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {" leading", "trailing ", "  ", "=?UTF-8?Q?x?=", "é"})
    void encodesWhatReadersWouldChange(String text) {
        assertThat(subject(text)).startsWith("Subject: =?UTF-8?");
    }

    @Test
    void encodesALineThatCannotBeFolded() {
        assertThat(subject("x".repeat(989))).isEqualTo("Subject: " + "x".repeat(989) + "\r\n");
        assertThat(subject("x".repeat(990)).lines())
                .allMatch(line -> line.length() <= 76 && line.contains(" =?UTF-8?Q?x"));
        assertThat(subject("x".repeat(10_000)).lines()).allMatch(line -> line.length() <= 76);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: b@example.org", "a\nb", "a\rb", "a\0b", "a\tb", "é\r\n b", "a\u007F"})
    void refusesControlCharacters(String text) {
        assertThatThrownBy(() -> subject(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Bcc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain\r\nX: y", "text/plain; a=\u0000", "text/é"})
    void refusesAStructuredValueThatIsNotPrintable(String value) {
        assertThatThrownBy(() -> Written.by(out -> HeaderValue.writeStructured(value, out)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAStructuredValueThatCannotBeFolded() {
        String value = "text/plain; x=" + "y".repeat(1000);

        assertThatThrownBy(() -> Written.by(out -> HeaderValue.writeStructured(value, out)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("998");
    }

    private static String subject(String value) {
        return Written.by(out -> {
            out.put(Ascii.bytes("Subject:"));
            HeaderValue.write(value, out);
        });
    }
}
