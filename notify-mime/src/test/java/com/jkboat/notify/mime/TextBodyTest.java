package com.jkboat.notify.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextBodyTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "Hello", "a\nb\r\nc\rd", "\ttab", "a=b", " begins with a blank", "~ ! From x . y"})
    void leavesPlainAsciiAsItStands(String text) {
        assertThat(new TextBody(text).encoding()).isEqualTo(PartEncoding.SEVEN_BIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hej alla på båten",
                "ends with a blank \nx",
                "ends with a tab\t",
                "x\n.",
                ".",
                "x\nFrom me",
                "a=_b for all",
                "with a \u0007 bell in it",
                "nul \u0000",
                "delete \u007F"
            })
    void quotesWhatServersMightAlter(String text) {
        assertThat(new TextBody(text).encoding()).isEqualTo(PartEncoding.QUOTED_PRINTABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Привет", "日本語のメール", "🚤", "é"})
    void takesBase64WhereQuotingWouldBeLonger(String text) {
        assertThat(new TextBody(text).encoding()).isEqualTo(PartEncoding.BASE64);
    }

    @Test
    void quotesLinesLongerThanServersTake() {
        assertThat(new TextBody("x\n" + "y".repeat(998) + "\nz").encoding()).isEqualTo(PartEncoding.SEVEN_BIT);
        assertThat(new TextBody("x\n" + "y".repeat(999) + "\nz").encoding()).isEqualTo(PartEncoding.QUOTED_PRINTABLE);
    }

    @Test
    void endsEveryLineByCrLf() {
        String written = Written.by(new TextBody("a\nb\r\nc\rd\n\re\r\r\n")::write);

        assertThat(written).isEqualTo("a\r\nb\r\nc\r\nd\r\n\r\ne\r\n\r\n");
    }

    @Test
    void writesTheSameLineEndsInBase64() {
        String written = Written.by(new TextBody("å\n\uD83D\r\n")::writeBase64);

        assertThat(written).isEqualTo(Base64.getEncoder().encodeToString(utf8("å\r\n\uFFFD\r\n")));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
