package com.jkboat.notify;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One try to get a notification out, and how it ended.
 *
 * @param number counts from 1 per notification
 * @param startedAt when the try began
 * @param endedAt when its outcome was known; empty while it runs, or when its worker died
 * @param provider who was asked; empty when it failed before any provider was
 * @param outcome one word of the outcome table: accepted, rejected, deferred, throttled, unavailable, unknown, or
 *     error for a fault of our own
 * @param providerMessageId the provider's own name for the message
 * @param detail what the provider or the fault said; cleaned of addresses
 * @since 0.1
 */
public record Attempt(
        int number,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<String> provider,
        String outcome,
        Optional<String> providerMessageId,
        Optional<String> detail) {

    public Attempt {
        if (number < 1) {
            throw new IllegalArgumentException("number must be >= 1, but was: " + number);
        }
        Objects.requireNonNull(startedAt, "startedAt");
    }
}
