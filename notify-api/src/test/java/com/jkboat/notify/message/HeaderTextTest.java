package com.jkboat.notify.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest {

    private static final EmailAddress FROM = EmailAddress.of("tours@example.org");

    @ParameterizedTest
    @ValueSource(
            strings = {"Åsa", "日本語", "👩‍👩‍👧‍👦", "\uD83D\uDE00", "a \uD83D\uDE00\uD83D\uDEA4 b", "\uFFFD", "\u200F"})
    void takesTextOfAnyScript(String value) {
        assertThatCode(() -> mail().subject(value)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Anna\uD83D",
                "\uDE00Anna",
                "Anna \uD83D is here",
                "Anna\uD83D\uD83D\uDE00",
                "Anna\uD83D\uDE00\uDE00",
                "Anna\uDE00\uD83D"
            })
    void refusesHalfASurrogatePairInEveryHeader(String value) {
        assertRefused(() -> mail().subject(value), "subject must not contain half a surrogate pair");
        assertRefused(() -> mail().header("X-Note", value), "header X-Note must not contain half a surrogate pair");
        assertRefused(
                () -> EmailAddress.of("a@example.com", value), "display name must not contain half a surrogate pair");
        assertRefused(
                () -> EmailAddress.of(value.replace(" ", "") + "@example.com"), "must not contain half a surrogate");
        assertRefused(
                () -> Attachment.file(value, "text/csv", new byte[0]),
                "file name must not contain half a surrogate pair");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Anna\r\nBcc: x", "Anna\u0000", "Anna\u0085x", "Anna\u2028x", "Anna\u202Ex", "Anna\u2066x"})
    void refusesControlCharactersAndSaysWhere(String value) {
        assertRefused(() -> mail().subject(value), "subject must not contain control characters, but has U+");
        assertRefused(() -> mail().subject(value), "at position 4");
    }

    @ParameterizedTest
    @CsvSource({
        "\uD83D, ''",
        "a\uD83Db, a b",
        "\uDE00b, b",
        "\uD83D\uDE00, \uD83D\uDE00",
        "'a\r\nb', a b",
    })
    void cleansWhatIsShown(String raw, String clean) {
        assertThat(HeaderText.clean(raw, 20)).isEqualTo(clean);
        assertThatCode(() -> mail().subject(HeaderText.clean(raw, 20))).doesNotThrowAnyException();
    }

    @Test
    void shortensWithoutCuttingAPairInTwo() {
        assertThat(HeaderText.clean("ab\uD83D\uDE00cd", 4)).isEqualTo("ab…");
        assertThat(HeaderText.clean("\uD83D\uDE00\uD83D\uDE00", 2)).isEqualTo("…");
        assertThatThrownBy(() -> HeaderText.clean("abc", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("most must be >= 2, but was: 1");
    }

    @Test
    void refusesAHeaderNameThatIsTooLong() {
        assertThatCode(() -> mail().header("x".repeat(255), "v")).doesNotThrowAnyException();
        assertThatThrownBy(() -> mail().header("x".repeat(256), "v"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a header name must have at most 255 characters, but has 256");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "X Note", "X-Note:", "X-Nöte", "X\r\nBcc", "Bcc", "Content-Type", "RESENT-To", "subject"})
    void refusesHeaderNamesThatAreNoneOrReserved(String name) {
        assertThatThrownBy(() -> mail().header(name, "v")).isInstanceOf(IllegalArgumentException.class);
    }

    private static EmailMessage.Builder mail() {
        return EmailMessage.builder(new UUID(0, 1), FROM, EmailAddress.of("anna@example.com"));
    }

    /** The values here are names of people: a refusal must not repeat them. */
    private static void assertRefused(ThrowingCallable build, String rule) {
        assertThatThrownBy(build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(rule)
                .hasMessageNotContaining("Anna");
    }
}
