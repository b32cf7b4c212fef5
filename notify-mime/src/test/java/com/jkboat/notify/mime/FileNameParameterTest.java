package com.jkboat.notify.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameParameterTest {

    @Test
    void quotesAsciiNames() {
        assertThat(parameter("terms & \"more\" \\ O'Brien.pdf"))
                .isEqualTo(";\r\n filename=\"terms & \\\"more\\\" \\\\ O'Brien.pdf\"\r\n");
        assertThat(parameter("")).isEqualTo(";\r\n filename=\"\"\r\n");
        assertThat(parameter("x".repeat(255))).isEqualTo(";\r\n filename=\"" + "x".repeat(255) + "\"\r\n");
    }

    @Test
    void encodesOtherNamesByPercent() {
        assertThat(parameter("räkning 1.pdf")).isEqualTo(";\r\n filename*=UTF-8''r%C3%A4kning%201.pdf\r\n");
    }

    @Test
    void writesLongNamesInNumberedPieces() {
        assertThat(parameter("räkning för skärgårdsturen den fjortonde.pdf")).isEqualTo("""
                        ;
                         filename*0*=UTF-8''r%C3%A4kning%20f%C3%B6r%20sk%C3%A4rg%C3%A5rdstur;
                         filename*1*=en%20den%20fjortonde.pdf
                        """.replace("\n", "\r\n"));
    }

    @Test
    void keepsLinesShortAndCodePointsWholeInVeryLongNames() {
        String written = parameter("x" + "🚤".repeat(500));

        assertThat(written.lines().skip(1)).allMatch(line -> line.length() <= 78);
        assertThat(written.lines().skip(1)).allMatch(line -> line.matches(".*=(UTF-8'')?x?(%F0%9F%9A%A4)+;?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" x", "x ", "=?UTF-8?Q?a?=", "UTF-8''x"})
    void encodesAsciiNamesThatReadersWouldChange(String name) {
        assertThat(parameter(name)).startsWith(";\r\n filename*=UTF-8''");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX: y", "a\nb", "a\0b", "é\r\n"})
    void refusesControlCharacters(String name) {
        assertThatThrownBy(() -> parameter(name)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String parameter(String name) {
        return Written.by(out -> FileNameParameter.write(name, out));
    }
}
