package com.jkboat.notify.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallersCommitsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final CallersCommits commits = new CallersCommits(nanos::get);

    @Test
    void isInNoHurryWhileNothingWasPublished() {
        assertThat(commits.nextLook()).isGreaterThan(Duration.ofHours(1));
    }

    @Test
    void looksSoonAfterAPublishAndThenEverMoreSlowly() {
        commits.expect();

        assertThat(commits.nextLook()).isEqualTo(Duration.ofMillis(5));
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(commits.nextLook()).isEqualTo(Duration.ofMillis(25));
        nanos.addAndGet(Duration.ofMillis(3900).toNanos());
        assertThat(commits.nextLook()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void looksSomeThirtyTimesForALonePublish() {
        commits.expect();

        int looks = 0;
        for (Duration pause = commits.nextLook(); pause.toMillis() < 1000; pause = commits.nextLook()) {
            nanos.addAndGet(pause.toNanos());
            looks++;
        }

        assertThat(looks).isBetween(20, 35);
    }
}
