package com.jkboat.notify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {

    private static final ProgressLine SENDING = new ProgressLine(
            "Sending", OptionalDouble.of(0.4217), "8,434 sent, 11,566 to go", 1234.4, OptionalDouble.of(9.4), "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "240 | Sending  [################........................]  42 %  8,434 sent, 11,566 to go  1,234/s  9 s left",
                "80  | Sending  [#######..........]  42 %  8,434 sent, 11,566 to go  1,234/s  9 s left",
                "70  | Sending  42 %  8,434 sent, 11,566 to go  1,234/s  9 s left",
                "50  | Sending  42 %  8,434 sent, 11,566 to go  9 s left",
                "40  | Sending  [#####.......]  42 %  9 s left",
                "20  | Sending  42 %",
                "8   | Sending",
                "1   | ''"
            })
    void leavesOutWhatDoesNotFitAndFillsTheRestWithItsBar(int columns, String line) {
        assertThat(SENDING.fitted(columns)).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 11, 39, 40, 41, 79, 80, 81, 119, 120, 200, 201, 400})
    void neverReachesTheLastColumn(int columns) {
        ProgressLine stuck = new ProgressLine(
                "Working", OptionalDouble.empty(), "1,000,000 sent", 0, OptionalDouble.empty(), "held ".repeat(30));

        assertThat(SENDING.fitted(columns)).hasSizeLessThan(columns);
        assertThat(stuck.fitted(columns)).hasSizeLessThan(columns);
    }

    @Test
    void saysWhatHoldsItUpInsteadOfHowFastItGoes() {
        ProgressLine held = new ProgressLine(
                "Sending", OptionalDouble.of(1), "9 sent, 0 to go", 0, OptionalDouble.of(1), "waiting for 4");

        assertThat(held.plain()).isEqualTo("Sending: 100 %, 9 sent, 0 to go, waiting for 4");
        assertThat(held.fitted(34)).isEqualTo("Sending  100 %  waiting for 4");
    }

    @Test
    void hasNoBarWhereNobodyKnowsTheWhole() {
        ProgressLine reading =
                new ProgressLine("Publishing", OptionalDouble.empty(), "200 read", 10, OptionalDouble.empty(), "");

        assertThat(reading.fitted(80)).isEqualTo("Publishing  200 read  10/s");
    }

    @ParameterizedTest
    @CsvSource({"0.2, 1 s", "89.4, 89 s", "90, 2 min", "3600, 60 min", "7200, 2 h"})
    void tellsTimeInWordsOfItsSize(double seconds, String words) {
        ProgressLine line = new ProgressLine("Sending", OptionalDouble.empty(), "", 1, OptionalDouble.of(seconds), "");

        assertThat(line.plain()).endsWith(", " + words + " left");
    }
}
