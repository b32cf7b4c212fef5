package com.jkboat.notify.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuotedPrintableTest {

    @Test
    void escapesOnlyWhatNeedsIt() {
        assertThat(quoted("a=b c\td é € 🚤 ~")).isEqualTo("a=3Db c\td =C3=A9 =E2=82=AC =F0=9F=9A=A4 ~");
        assertThat(quoted("\u0000\u0007\u007F")).isEqualTo("=00=07=7F");
    }

    @Test
    void writesHalvesOfSurrogatePairsAsReplacementCharacters() {
        assertThat(quoted("a\uD83Db\uDE00")).isEqualTo("a=EF=BF=BDb=EF=BF=BD");
    }

    @Test
    void endsLinesByCrLfWhateverEndedThem() {
        assertThat(quoted("a\nb\r\nc\rd\n\re\n")).isEqualTo("a\r\nb\r\nc\r\nd\r\n\r\ne\r\n");
    }

    @Test
    void escapesBlanksAtLineEnds() {
        assertThat(quoted("a  \nb\t\r\n \n c ")).isEqualTo("a =20\r\nb=09\r\n=20\r\n c=20");
    }

    @Test
    void escapesADotAndFromAtLineStarts() {
        assertThat(quoted(".\n..a\nFrom me\nFrom\nx From ."))
                .isEqualTo("=2E\r\n=2E.a\r\n=46rom me\r\nFrom\r\nx From .");
    }

    @Test
    void escapesADotThatASoftBreakPutsAtALineStart() {
        assertThat(quoted("x".repeat(75) + ".y")).isEqualTo("x".repeat(75) + "=\r\n=2Ey");
    }

    @Test
    void breaksLinesAfter75CharactersUnlessTheyEndThere() {
        assertThat(quoted("x".repeat(75))).isEqualTo("x".repeat(75));
        assertThat(quoted("x".repeat(75) + "\ny")).isEqualTo("x".repeat(75) + "\r\ny");
        assertThat(quoted("x".repeat(76) + "\ny")).isEqualTo("x".repeat(75) + "=\r\nx\r\ny");
    }

    @Test
    void neverSplitsACodePointOverLines() {
        IntStream.range(60, 80)
                .mapToObj(n -> quoted("x".repeat(n) + "🚤é"))
                .forEach(text -> assertThat(text).contains("=F0=9F=9A=A4").contains("=C3=A9"));
    }

    @Test
    void movesALastBlankThatHasNoPlaceToTheNextLine() {
        assertThat(quoted("x".repeat(74) + " \ny")).isEqualTo("x".repeat(74) + "=\r\n=20\r\ny");
        assertThat(quoted("x".repeat(74) + " ")).isEqualTo("x".repeat(74) + "=\r\n=20");
        assertThat(quoted("x".repeat(72) + " \ny")).isEqualTo("x".repeat(72) + "=20\r\ny");
    }

    private static String quoted(String text) {
        return Written.by(out -> QuotedPrintable.write(text.toCharArray(), out));
    }
}
