package com.jkboat.notify.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    private static final List<String> KNOWN = List.of("eml", "jdbc", "memory", "smtp");

    @ParameterizedTest
    @CsvSource({"smpt, smtp", "smt, smtp", "smtps, smtp", "mem0ry, memory", "jbdc, jdbc", "emel, eml", "smtp, smtp"})
    void findsWhatWasMeant(String word, String meant) {
        assertThat(Spelling.closest(word, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"kafka", "ses", "s", "sendgrid", "''"})
    void takesAnotherWordForNoMistake(String word) {
        assertThat(Spelling.closest(word, KNOWN)).isEmpty();
    }
}
