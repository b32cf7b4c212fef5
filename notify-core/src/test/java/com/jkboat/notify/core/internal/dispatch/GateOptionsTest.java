package com.jkboat.notify.core.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.config.Settings;
import com.jkboat.notify.config.SettingsReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateOptionsTest {

    private static final Duration HALF_A_LEASE = Duration.ofSeconds(30);

    @Test
    void letsACallTakeHalfALeaseByDefault() {
        SettingsReader reader = new SettingsReader(Settings.defaults(), List.of());

        GateOptions options = GateOptions.from(reader.section("notify.provider.smtp"), HALF_A_LEASE);

        assertThat(options.sendTimeout()).isEqualTo(HALF_A_LEASE);
        assertThat(reader.problems()).isEmpty();
    }

    @Test
    void refusesCallsThatCouldOutliveTheLeaseOfTheirMessage() {
        Settings settings = Settings.of(Map.of("notify.provider.smtp.send-timeout", "31s"));
        SettingsReader reader = new SettingsReader(settings, List.of());

        GateOptions.from(reader.section("notify.provider.smtp"), HALF_A_LEASE);

        assertThat(reader.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("notify.provider.smtp.send-timeout", "half of notify.queue.lease", "31000ms"));
    }
}
