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
import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.Policy;
import dev.failsafe.RateLimiter;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands before a provider: it limits, times and counts calls, and shuts when the provider is in trouble.
 *
 * <p>Only what says something about the provider counts against it; a refused recipient does not, and what was not let
 * pass counts neither way. Safe for any number of threads.
 */
public final class ProviderGate {

    private static final Logger log = LoggerFactory.getLogger(ProviderGate.class);
    private static final Duration FAILURE_WINDOW = Duration.ofSeconds(10);
    private static final Duration LONGEST_QUEUE = Duration.ofSeconds(2);
    private static final Duration THROTTLE_BY_DEFAULT = Duration.ofSeconds(2);
    private static final Duration LONGEST_THROTTLE = Duration.ofDays(1);
    private static final Duration WHILE_PROBED = Duration.ofMillis(200);

    private final EmailProvider provider;
    private final InstantSource clock;
    private final CircuitBreaker<SendOutcome> breaker;
    private final FailsafeExecutor<Object> entrance;
    private final FailsafeExecutor<SendOutcome> watched;
    private final Object lock = new Object();
    private volatile Shut shut = Shut.NEVER; // written under lock
    private volatile Optional<Instant> lastAcceptedAt = Optional.empty();
    private volatile Optional<String> lastError = Optional.empty();

    public ProviderGate(EmailProvider provider, GateOptions options, InstantSource clock) {
        this.provider = provider;
        this.clock = clock;
        this.breaker = breaker(provider.name(), options);
        this.entrance = Failsafe.with(limits(options));
        this.watched = Failsafe.with(
                breaker,
                Timeout.<SendOutcome>builder(options.sendTimeout())
                        .withInterrupt()
                        .build());
    }

    /** Returns the provider behind the gate. */
    public EmailProvider provider() {
        return provider;
    }

    /** Tells whether a message may go to the provider now. */
    public boolean isOpen() {
        return opensIn().isZero();
    }

    /** Returns about how long until a message may go to the provider; zero when one may now. */
    public Duration opensIn() {
        Duration throttled = shut.left(clock.instant());
        Duration broken = untilBreakerLets();
        Duration longest = throttled.compareTo(broken) > 0 ? throttled : broken;
        return longest.isNegative() ? Duration.ZERO : longest;
    }

    /** Half open means that one call is probing the provider right now: the others wait for what it finds. */
    private Duration untilBreakerLets() {
        if (breaker.isHalfOpen()) {
            return WHILE_PROBED;
        }
        return breaker.isOpen() ? breaker.getRemainingDelay() : Duration.ZERO;
    }

    /**
     * Sends through the gate, at once a second time where the first certainly sent nothing.
     *
     * @param mayBegin asked in the last moment before each call, when all waiting is over
     * @return empty when the gate did not let it pass: certainly not tried
     */
    public Optional<SendOutcome> send(EmailMessage message, BooleanSupplier mayBegin) {
        Optional<SendOutcome> first = pass(message, mayBegin);
        boolean again = first.filter(Unavailable.class::isInstance).isPresent();
        return again ? pass(message, mayBegin).or(() -> first) : first;
    }

    private Optional<SendOutcome> pass(EmailMessage message, BooleanSupplier mayBegin) {
        if (!isOpen()) {
            return Optional.empty();
        }
        ProviderCall call = new ProviderCall(provider, message);
        try {
            entrance.run(() -> {
                if (mayBegin.getAsBoolean()) {
                    watched.get(call::make);
                }
            });
        } catch (TimeoutExceededException e) {
            call.cut();
        } catch (FailsafeException e) { // an open breaker, no place, no room in the rate: the call was not made
            restoreInterrupt(e);
        }
        call.outcome().ifPresent(this::note);
        return call.outcome();
    }

    /** Returns when the provider last took a message. */
    public Optional<Instant> lastAcceptedAt() {
        return lastAcceptedAt;
    }

    public ProviderHealth health() {
        return new ProviderHealth(provider.name(), state(), lastAcceptedAt, lastError);
    }

    private Gate state() {
        if (breaker.isHalfOpen()) {
            return Gate.PROBING;
        }
        if (!isOpen()) {
            return Gate.SHUT;
        }
        return breaker.isClosed() ? Gate.OPEN : Gate.PROBING;
    }

    private void note(SendOutcome outcome) {
        if (outcome instanceof Accepted) {
            lastAcceptedAt = Optional.of(clock.instant());
        } else if (outcome instanceof Throttled throttled) {
            shut(throttled.retryAfter().orElse(THROTTLE_BY_DEFAULT));
            lastError = Optional.of("throttled: " + throttled.detail());
        } else if (outcome instanceof Unavailable unavailable) {
            lastError = Optional.of("unavailable: " + unavailable.detail());
        } else if (outcome instanceof Unknown unknown) {
            lastError = Optional.of("no verdict: " + unknown.detail());
        }
    }

    /** Of several words on how long, the longest counts. */
    private void shut(Duration asked) {
        Duration howLong = asked.compareTo(LONGEST_THROTTLE) > 0 ? LONGEST_THROTTLE : asked;
        Instant now = clock.instant();
        Shut asLong = new Shut(now, now.plus(howLong.isNegative() ? Duration.ZERO : howLong));
        synchronized (lock) {
            shut = asLong.left(now).compareTo(shut.left(now)) > 0 ? asLong : shut;
        }
    }

    /** A time in which nothing may pass; over as well when the clock is set back to before it began. */
    private record Shut(Instant from, Instant until) {

        private static final Shut NEVER = new Shut(Instant.EPOCH, Instant.EPOCH);

        Duration left(Instant now) {
            return now.isBefore(from) ? Duration.ZERO : Duration.between(now, until);
        }
    }

    private static void restoreInterrupt(FailsafeException e) {
        if (e.getCause() instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }

    /** Outside the breaker, which must not take a missing place for a sign of health. */
    private static List<Policy<Object>> limits(GateOptions options) {
        List<Policy<Object>> limits = new ArrayList<>();
        limits.add(Bulkhead.builder(options.concurrency())
                .withMaxWaitTime(LONGEST_QUEUE)
                .build());
        if (options.ratePerSecond() > 0) {
            limits.add(RateLimiter.smoothBuilder(options.ratePerSecond(), Duration.ofSeconds(1))
                    .withMaxWaitTime(LONGEST_QUEUE)
                    .build());
        }
        return limits;
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
