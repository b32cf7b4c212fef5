package com.jkboat.notify.core.internal.dispatch;

import com.jkboat.notify.config.SettingsSection;
import java.time.Duration;

/**
 * How one provider is protected, and we from it.
 *
 * @param concurrency calls at one time; 1-1000, 32 by default
 * @param ratePerSecond mails per second; 0, the default, for no limit
 * @param sendTimeout the longest one call may take; half of {@code notify.queue.lease} by default, which is the most. A
 *     call that is cut here is in doubt, so the provider's own time limits had better be shorter
 * @param breakerDelay how long the gate stays shut before one call probes the provider; 5 s by default
 * @param breakerMinimum calls in the window before the failure rate says anything; 5 by default
 */
public record GateOptions(
        int concurrency, int ratePerSecond, Duration sendTimeout, Duration breakerDelay, int breakerMinimum) {

    /**
     * Reads the gate's part of {@code notify.provider.NAME}.
     *
     * @param longestSend the most a call may take, and the default
     */
    public static GateOptions from(SettingsSection section, Duration longestSend) {
        Duration sendTimeout = section.duration("send-timeout", longestSend);
        if (sendTimeout.compareTo(longestSend) > 0) {
            section.report(
                    "send-timeout",
                    "must be at most half of notify.queue.lease, " + longestSend.toMillis() + "ms, but was "
                            + sendTimeout.toMillis() + "ms; raise the lease for slower calls");
        }
        return new GateOptions(
                section.integer("concurrency", 32, 1, 1000),
                section.integer("rate-per-second", 0, 0, 100_000),
                sendTimeout,
                section.duration("breaker-delay", Duration.ofSeconds(5)),
                section.integer("breaker-minimum", 5, 1, 10_000));
    }
}
