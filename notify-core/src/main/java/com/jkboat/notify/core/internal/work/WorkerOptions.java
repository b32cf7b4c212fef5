package com.jkboat.notify.core.internal.work;

import com.jkboat.notify.config.SettingsReader;
import com.jkboat.notify.config.SettingsSection;
import java.time.Duration;
import java.util.List;

/**
 * How a worker works.
 *
 * @param concurrency messages at one time; 1-10,000, 64 by default
 * @param lease how long a message is ours from each extension; 60 s by default
 * @param drainTimeout how long running work may take to finish at the end; 30 s by default
 * @param retryDelays how long a failed message waits before each retry; then it is given up on
 * @param retention how long a message may wait, through outages and all, before it is given up on; 7 days by default
 */
public record WorkerOptions(
        int concurrency, Duration lease, Duration drainTimeout, List<Duration> retryDelays, Duration retention) {

    private static final List<Duration> RETRY_DELAYS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15));

    public WorkerOptions {
        retryDelays = List.copyOf(retryDelays);
    }

    /** Returns the longest one call to a provider may take: half a lease, so that no call outlives its lease. */
    public Duration longestSend() {
        return lease.dividedBy(2);
    }

    /** Reads {@code notify.worker}, {@code notify.retry}, and of {@code notify.queue} what the worker keeps. */
    public static WorkerOptions from(SettingsReader reader) {
        SettingsSection worker = reader.section("notify.worker");
        SettingsSection queue = reader.section("notify.queue");
        return new WorkerOptions(
                worker.integer("concurrency", 64, 1, 10_000),
                queue.duration("lease", Duration.ofSeconds(60)),
                worker.duration("drain-timeout", Duration.ofSeconds(30)),
                reader.section("notify.retry").durations("delays", RETRY_DELAYS),
                queue.duration("retention", Duration.ofDays(7)));
    }
}
