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
 */
public record WorkerOptions(int concurrency, Duration lease, Duration drainTimeout, List<Duration> retryDelays) {

    private static final List<Duration> RETRY_DELAYS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15));

    public WorkerOptions {
        retryDelays = List.copyOf(retryDelays);
    }

    /** Reads {@code notify.worker.concurrency}, {@code .drain-timeout}, {@code notify.queue.lease}, {@code notify.retry.delays}. */
    public static WorkerOptions from(SettingsReader reader) {
        SettingsSection worker = reader.section("notify.worker");
        return new WorkerOptions(
                worker.integer("concurrency", 64, 1, 10_000),
                reader.section("notify.queue").duration("lease", Duration.ofSeconds(60)),
                worker.duration("drain-timeout", Duration.ofSeconds(30)),
                reader.section("notify.retry").durations("delays", RETRY_DELAYS));
    }
}
