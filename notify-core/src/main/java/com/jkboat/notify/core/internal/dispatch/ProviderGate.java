package com.jkboat.notify.core.internal.dispatch;

import com.jkboat.notify.ProviderHealth;
import com.jkboat.notify.ProviderHealth.Gate;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import dev.failsafe.Bulkhead;
import dev.failsafe.BulkheadFullException;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.Policy;
import dev.failsafe.RateLimitExceededException;
import dev.failsafe.RateLimiter;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands before a provider: it limits, times and counts calls, and shuts when the provider is in trouble.
 *
 * <p>Only what says something about the provider counts against it; a refused recipient does not. Safe for any number
 * of threads.
 */
public final class ProviderGate {

    private static final Logger log = LoggerFactory.getLogger(ProviderGate.class);
    private static final Duration FAILURE_WINDOW = Duration.ofSeconds(10);
    private static final Duration LONGEST_QUEUE = Duration.ofSeconds(2);
    private static final Duration THROTTLE_BY_DEFAULT = Duration.ofSeconds(2);

    private final EmailProvider provider;
    private final InstantSource clock;
    private final CircuitBreaker<SendOutcome> breaker;
    private final FailsafeExecutor<SendOutcome> policies;
    private volatile Instant shutUntil = Instant.MIN;
    private volatile Optional<Instant> lastAcceptedAt = Optional.empty();
    private volatile Optional<String> lastError = Optional.empty();

    public ProviderGate(EmailProvider provider, GateOptions options, InstantSource clock) {
        this.provider = provider;
        this.clock = clock;
        this.breaker = breaker(provider.name(), options);
        this.policies = Failsafe.with(policies(options));
    }

    /** Returns the provider behind the gate. */
    public EmailProvider provider() {
        return provider;
    }

    /** Tells whether a message may go to the provider now. */
    public boolean isOpen() {
        return opensIn().isZero();
    }

    /** Returns how long until a message may go to the provider; zero when one may now. */
    public Duration opensIn() {
        Duration throttled = Duration.between(clock.instant(), shutUntil);
        Duration broken = breaker.isOpen() ? breaker.getRemainingDelay() : Duration.ZERO;
        Duration longest = throttled.compareTo(broken) > 0 ? throttled : broken;
        return longest.isNegative() ? Duration.ZERO : longest;
    }

    /**
     * Sends through the gate, at once a second time where the first certainly sent nothing.
     *
     * @return empty when the gate did not let it pass: certainly not tried
     */
    public Optional<SendOutcome> send(EmailMessage message) {
        Optional<SendOutcome> first = pass(message);
        boolean again = first.filter(Unavailable.class::isInstance).isPresent();
        return again ? pass(message).or(() -> first) : first;
    }

    private Optional<SendOutcome> pass(EmailMessage message) {
        if (clock.instant().isBefore(shutUntil)) {
            return Optional.empty();
        }
        try {
            SendOutcome outcome = policies.get(() -> provider.send(message));
            note(outcome);
            return Optional.of(outcome);
        } catch (CircuitBreakerOpenException | BulkheadFullException | RateLimitExceededException e) {
            return Optional.empty();
        } catch (TimeoutExceededException e) {
            return failed(new Unknown("the call was cut at its time limit"), e);
        } catch (FailsafeException e) { // interrupted while waiting for a place: the call was not made
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (RuntimeException e) { // a bug of the provider, which may have sent before it failed
            return failed(new Unknown("the provider failed with " + e.getClass().getName()), e);
        }
    }

    /** Returns when the provider last took a message. */
    public Optional<Instant> lastAcceptedAt() {
        return lastAcceptedAt;
    }

    public ProviderHealth health() {
        return new ProviderHealth(provider.name(), state(), lastAcceptedAt, lastError);
    }

    private Gate state() {
        if (!isOpen()) {
            return Gate.SHUT;
        }
        return breaker.isClosed() ? Gate.OPEN : Gate.PROBING;
    }

    private Optional<SendOutcome> failed(SendOutcome outcome, RuntimeException cause) {
        log.warn("provider {} broke its contract, the message is in doubt", provider.name(), cause);
        note(outcome);
        return Optional.of(outcome);
    }

    private void note(SendOutcome outcome) {
        if (outcome instanceof Accepted) {
            lastAcceptedAt = Optional.of(clock.instant());
        } else if (outcome instanceof Throttled throttled) {
            shutUntil = clock.instant().plus(throttled.retryAfter().orElse(THROTTLE_BY_DEFAULT));
            lastError = Optional.of("throttled: " + throttled.detail());
        } else if (outcome instanceof Unavailable unavailable) {
            lastError = Optional.of("unavailable: " + unavailable.detail());
        } else if (outcome instanceof Unknown unknown) {
            lastError = Optional.of("no verdict: " + unknown.detail());
        }
    }

    /** From the outside in: breaker, place, rate, time limit. */
    private List<Policy<SendOutcome>> policies(GateOptions options) {
        List<Policy<SendOutcome>> list = new ArrayList<>();
        list.add(breaker);
        list.add(Bulkhead.<SendOutcome>builder(options.concurrency())
                .withMaxWaitTime(LONGEST_QUEUE)
                .build());
        if (options.ratePerSecond() > 0) {
            list.add(RateLimiter.<SendOutcome>smoothBuilder(options.ratePerSecond(), Duration.ofSeconds(1))
                    .withMaxWaitTime(LONGEST_QUEUE)
                    .build());
        }
        list.add(Timeout.<SendOutcome>builder(options.sendTimeout())
                .withInterrupt()
                .build());
        return list;
    }

    private static CircuitBreaker<SendOutcome> breaker(String name, GateOptions options) {
        return CircuitBreaker.<SendOutcome>builder()
                .handleResultIf(outcome -> outcome instanceof Unavailable || outcome instanceof Unknown)
                .handle(TimeoutExceededException.class)
                .withFailureRateThreshold(50, options.breakerMinimum(), FAILURE_WINDOW)
                .withSuccessThreshold(1)
                .withDelay(options.breakerDelay())
                .onOpen(event -> log.warn("provider {} fails, its gate shuts for {}", name, options.breakerDelay()))
                .onHalfOpen(event -> log.debug("provider {} is probed", name))
                .onClose(event -> log.info("provider {} has recovered, its gate opens", name))
                .build();
    }
}
