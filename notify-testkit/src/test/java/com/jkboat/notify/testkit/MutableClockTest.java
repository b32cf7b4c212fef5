package com.jkboat.notify.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MutableClockTest {

    @Test
    void standsStillUntilItIsMoved() {
        MutableClock clock = MutableClock.at(Instant.EPOCH);

        clock.advance(Duration.ofSeconds(3));
        clock.advance(Duration.ofSeconds(-1));

        assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(2)).isEqualTo(clock.instant());
    }

    @Test
    void showsTheTimeItWasSetTo() {
        MutableClock clock = MutableClock.create();

        clock.set(Instant.ofEpochSecond(7));

        assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(7));
    }
}
