package com.jkboat.notify.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailDateTest {

    @Test
    void writesWholeSecondsInUtc() {
        assertThat(written(Instant.parse("2026-07-04T08:03:09.987Z"))).isEqualTo("Sat, 04 Jul 2026 08:03:09 +0000");
        assertThat(written(Instant.EPOCH)).isEqualTo("Thu, 01 Jan 1970 00:00:00 +0000");
    }

    @Test
    void writesWhatTheJdkWrites() {
        DateTimeFormatter jdk = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.ENGLISH);
        Random random = new Random(1);

        for (int i = 0; i < 1_000; i++) {
            Instant moment = Instant.ofEpochSecond(random.nextInt());

            assertThat(written(moment)).isEqualTo(jdk.format(moment.atOffset(ZoneOffset.UTC)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1899-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59Z"
            })
    void refusesYearsADateHeaderCannotHold(String moment) {
        assertThatThrownBy(() -> written(Instant.parse(moment))).isInstanceOf(IllegalArgumentException.class);
    }

    private static String written(Instant moment) {
        return Written.by(out -> MailDate.write(moment, out));
    }
}
