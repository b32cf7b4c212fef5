package com.jkboat.notify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.queue.QueueStats;
import com.jkboat.notify.queue.QueueStats.Accuracy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

    private final Tally tally = new Tally();
    private final StringWriter err = new StringWriter();
    private long now;

    private Progress progress(Map<String, String> environment) {
        Output output = new Output(new PrintWriter(new StringWriter()), new PrintWriter(err));
        return new Progress(tally, output, Terminal.ofPerson(environment), () -> now);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void rewritesOneLineOnATerminalAndLeavesNothingOfIt() {
        Progress progress = progress(Map.of("NOTIFY_TERMINAL", "1", "TERM", "xterm"));
        pass(Duration.ofSeconds(1));
        progress.sending(left(4, Accuracy.EXACT), "");
        pass(Duration.ofMillis(100));
        progress.sending(left(3, Accuracy.EXACT), "");
        progress.end();
        pass(Duration.ofSeconds(1));
        progress.sending(left(2, Accuracy.EXACT), "");

        assertThat(err.toString())
                .startsWith("\r\u001B[?7lSending")
                .contains("0 sent, 4 to go")
                .doesNotContain("3 to go", "2 to go", "\n")
                .endsWith("\u001B[K\u001B[?7h\r\u001B[K");
    }

    @Test
    void writesPlainLinesWithNewsOnlyWhereNoLineCanBeRewritten() {
        Progress progress = progress(Map.of("NOTIFY_TERMINAL", "1", "TERM", "dumb"));
        for (int i = 0; i < 4; i++) {
            pass(Duration.ofSeconds(5));
            progress.working(Optional.of(left(i < 2 ? 4 : 0, Accuracy.EXACT)), "");
        }
        progress.clear();

        assertThat(err.toString().lines()).containsExactly("Working: 0 sent, 4 pending", "Working: 0 sent, 0 pending");
    }

    @Test
    void countsOnWhatItPublishedWhereTheQueueCountsNoFurther() {
        tally.published.set(19_000);
        tally.sent.set(1_000);
        Progress progress = progress(Map.of());
        pass(Duration.ofSeconds(5));
        progress.sending(left(10_000, Accuracy.CAPPED), "");

        assertThat(err.toString()).startsWith("Sending: 5 %, 1,000 sent, 18,000 to go");
    }

    @Test
    void saysThatThereIsMoreWhereNobodyKnowsHowMuch() {
        Progress progress = progress(Map.of());
        pass(Duration.ofSeconds(5));
        progress.sending(left(10_000, Accuracy.CAPPED), "");

        assertThat(err.toString()).startsWith("Sending: 0 sent, 10,000+ to go");
    }

    @Test
    void estimatesTheRestFromTheLastSecondsAndNamesWhatHoldsItUpOnceItStandsStill() {
        Progress progress = progress(Map.of());
        for (int i = 0; i <= 5; i++) {
            tally.sent.set(i * 100L);
            progress.sending(left(1000, Accuracy.EXACT), "held");
            pass(Duration.ofSeconds(1));
        }
        pass(Duration.ofSeconds(4));
        progress.sending(left(1000, Accuracy.EXACT), "held");

        assertThat(err.toString().lines().toList())
                .containsExactly(
                        "Sending: 33 %, 500 sent, 1,000 to go, 100/s, 10 s left",
                        "Sending: 33 %, 500 sent, 1,000 to go, held");
    }

    @Test
    void estimatesHowLongReadingTakesFromItsShare() {
        Progress progress = progress(Map.of());
        progress.publishing(OptionalDouble.of(0));
        tally.read.set(500);
        pass(Duration.ofSeconds(5));
        progress.publishing(OptionalDouble.of(0.25));

        assertThat(err.toString()).startsWith("Publishing: 25 %, 500 read, 100/s, 15 s left");
    }

    @ParameterizedTest
    @CsvSource({"30 100, 100", "24 40, 40", "0 0, 80", "'', 80", "no, 80", "30 -1, 80", "30 x, 80"})
    void takesTheUsualWidthWhereTheTerminalDoesNotKnow(String answer, int columns) {
        assertThat(Terminal.columnsIn(answer + "\n")).isEqualTo(columns);
    }

    @Test
    void isNoTerminalUnlessTheScriptSaysSo() {
        assertThat(Terminal.ofPerson(Map.of("TERM", "xterm"))).isEmpty();
        assertThat(Terminal.ofPerson(Map.of("NOTIFY_TERMINAL", "1"))).isPresent();
    }

    private static QueueStats left(long ready, Accuracy accuracy) {
        return new QueueStats(ready, 0, 0, 0, 0, Optional.empty(), accuracy);
    }
}
