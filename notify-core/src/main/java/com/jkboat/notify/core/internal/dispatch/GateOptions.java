package com.jkboat.notify.core.internal.dispatch;

import com.jkboat.notify.config.SettingsSection;
import java.time.Duration;

/**
 * How one provider is protected, and we from it.
 *
 * @param concurrency calls at one time; 1-1000, 32 by default
 * @param ratePerSecond mails per second; 0, the default, for no limit
 * @param sendTimeout the longest one call may take, 2 minutes by default; longer than the provider's own time limits,
 *     since a call that is cut here is in doubt
 * @param breakerDelay how long the gate stays shut before one call probes the provider; 5 s by default
 * @param breakerMinimum calls in the window before the failure rate says anything; 5 by default
 */
public record GateOptions(
        int concurrency, int ratePerSecond, Duration sendTimeout, Duration breakerDelay, int breakerMinimum) {

    /** Reads the gate's part of {@code notify.provider.NAME}. */
    public static GateOptions from(SettingsSection section) {
        return new GateOptions(
                section.integer("concurrency", 32, 1, 1000),
                section.integer("rate-per-second", 0, 0, 100_000),
                section.duration("send-timeout", Duration.ofMinutes(2)),
                section.duration("breaker-delay", Duration.ofSeconds(5)),
                section.integer("breaker-minimum", 5, 1, 10_000));
    }
}
