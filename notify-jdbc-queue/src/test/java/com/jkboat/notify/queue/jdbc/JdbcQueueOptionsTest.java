package com.jkboat.notify.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.queue.jdbc.JdbcQueueOptions.WakeUp;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JdbcQueueOptionsTest {

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> new JdbcQueueOptions(-1, 10, Duration.ofMillis(200), WakeUp.AUTO))
                .hasMessage("maxDepth must be >= 0, but was: -1");
        assertThatThrownBy(() -> new JdbcQueueOptions(0, 0, Duration.ofMillis(200), WakeUp.AUTO))
                .hasMessage("maxDeliveries must be >= 1, but was: 0");
        assertThatThrownBy(() -> new JdbcQueueOptions(0, 10, Duration.ZERO, WakeUp.AUTO))
                .hasMessage("pollEvery must be at least 1 ms, but was: PT0S");
    }
}
