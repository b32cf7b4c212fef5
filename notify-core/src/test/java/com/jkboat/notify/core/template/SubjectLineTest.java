package com.jkboat.notify.core.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectLineTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "' a  b\t',a b",
                "'a\r\nb',a b",
                "'a\u0000b',a b",
                "'a\u0085b',a b",
                "'a\u2028b\u2029c',a b c",
                "'a\u202Eb\u202C\u2066c\u2069',abc",
                "'a\u00A0b\u3000c',a b c",
                "'עומר 😀 小明','עומר 😀 小明'",
                "'\r\n',''",
            })
    void makesOneCleanLine(String raw, String expected) {
        assertThat(SubjectLine.clean(raw)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void cutsWhatNobodyReadsWithoutBreakingACharacter() {
        String subject = SubjectLine.clean("x" + "😀".repeat(5_000));

        assertThat(subject).hasSizeLessThanOrEqualTo(SubjectLine.MAX_LENGTH).endsWith("😀…");
    }
}
