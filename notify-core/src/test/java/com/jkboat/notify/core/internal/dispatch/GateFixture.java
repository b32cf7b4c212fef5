package com.jkboat.notify.core.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A gate before a scripted provider, and what tests of gates need beside it. */
final class GateFixture {

    static final EmailMessage MESSAGE = EmailMessage.builder(
                    UUID.randomUUID(), EmailAddress.of("shop@example.org"), EmailAddress.of("anna@example.org"))
            .build();
    static final Unavailable DOWN = new Unavailable("connection refused");

    private GateFixture() {}

    /** A gate for two calls at a time that shuts for a minute once two of four have failed. */
    static ProviderGate gate(EmailProvider provider, InstantSource clock) {
        return gate(provider, clock, Duration.ofSeconds(20), Duration.ofMinutes(1));
    }

    static ProviderGate gate(EmailProvider provider, InstantSource clock, Duration sendTimeout, Duration breakerDelay) {
        return new ProviderGate(provider, new GateOptions(2, 0, sendTimeout, breakerDelay, 4), clock);
    }

    static Optional<SendOutcome> send(ProviderGate gate) {
        return gate.send(MESSAGE, () -> true);
    }

    static void wait(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
