package com.jkboat.notify.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EncodedWordsTest {

    @Test
    void takesQForMostlyAsciiText() {
        assertThat(encoded("Bokning bekräftad")).isEqualTo(" =?UTF-8?Q?Bokning_bekr=C3=A4ftad?=");
    }

    @Test
    void takesBForOtherScripts() {
        assertThat(encoded("日本語")).isEqualTo(" =?UTF-8?B?5pel5pys6Kqe?=");
    }

    @Test
    void escapesAllThatHasAMeaningInADisplayName() {
        assertThat(encoded("Åsa, a name much longer than usual. \"x\" <y>"))
                .isEqualTo(" =?UTF-8?Q?=C3=85sa=2C_a_name_much_longer_than_usual=2E_=22x=22_=3Cy=3E?=");
    }

    @Test
    void keepsEveryWordWithin75AndEveryLineWithin76() {
        assertThat(encoded("skärgårdstur till en obebodd brygga ".repeat(20)).lines())
                .allMatch(line -> line.length() <= 76 && line.matches(" =\\?UTF-8\\?Q\\?[^? ]+\\?="));
        assertThat(encoded("日本語のメール".repeat(20)).lines())
                .allMatch(line -> line.length() <= 76 && line.matches(" =\\?UTF-8\\?B\\?[^? ]+\\?="));
    }

    @Test
    void neverSplitsACodePointOverWords() {
        assertThat(encoded("x".repeat(200) + "🚤".repeat(7)).lines())
                .allMatch(line -> line.matches(" =\\?UTF-8\\?Q\\?x*(=F0=9F=9A=A4)*\\?="));
    }

    @Test
    void beginsOnTheNextLineAfterALongHeaderName() {
        String written = Written.by(out -> {
            out.printable("x".repeat(50));
            EncodedWords.write("å", out);
        });

        assertThat(written).isEqualTo("x".repeat(50) + "\r\n =?UTF-8?B?w6U=?=");
    }

    @Test
    void writesHalvesOfSurrogatePairsAsReplacementCharacters() {
        assertThat(encoded("a text that is much longer \uD83D"))
                .isEqualTo(" =?UTF-8?Q?a_text_that_is_much_longer_=EF=BF=BD?=");
    }

    @Test
    void refusesControlCharacters() {
        assertThatThrownBy(() -> encoded("é\r\nBcc: x")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String encoded(String text) {
        return Written.by(out -> EncodedWords.write(text, out));
    }
}
