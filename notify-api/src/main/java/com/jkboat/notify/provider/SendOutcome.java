package com.jkboat.notify.provider;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * How handing a message to a provider ended; decides everything that follows.
 *
 * <p>Closed set; {@link #fold} makes the caller answer every case. Details are for people and must hold no address, no
 * content and no secret.
 *
 * @since 0.1
 */
public sealed interface SendOutcome {

    /**
     * The provider has the message. It is done.
     *
     * @param providerMessageId the provider's own name for it; empty text when it gives none
     * @since 0.1
     */
    record Accepted(String providerMessageId) implements SendOutcome {

        public Accepted {
            Objects.requireNonNull(providerMessageId, "providerMessageId");
        }
    }

    /**
     * The provider refuses this message for good; another provider would too. It ends.
     *
     * @since 0.1
     */
    record Rejected(Reason reason, String detail) implements SendOutcome {

        /** Why a message is refused for good. */
        public enum Reason {
            /** The address does not exist or cannot be written; candidate for the suppression list. */
            INVALID_ADDRESS,
            /** The recipient's side will not have it: blocked, mailbox full for good, policy. */
            REFUSED,
            /** Something in the content: spam, virus, size. */
            CONTENT,
            /** The message needs a feature this provider does not have. */
            UNSUPPORTED
        }

        public Rejected {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /**
     * Not this message now: try again later. Spends one attempt.
     *
     * @param retryAfter when the provider said so
     * @since 0.1
     */
    record Deferred(String detail, Optional<Duration> retryAfter) implements SendOutcome {

        /** Defers without a word from the provider on when. */
        public static Deferred of(String detail) {
            return new Deferred(detail, Optional.empty());
        }
    }

    /**
     * Too fast, or the quota is used up: certainly not taken. Spends no attempt; another provider may be tried.
     *
     * @param retryAfter when the provider said so
     * @since 0.1
     */
    record Throttled(String detail, Optional<Duration> retryAfter) implements SendOutcome {

        /** Throttles without a word from the provider on for how long. */
        public static Throttled of(String detail) {
            return new Throttled(detail, Optional.empty());
        }
    }

    /**
     * The provider could not be reached, failed, or does not know us: certainly not taken. Spends no attempt; another
     * provider may be tried.
     *
     * @since 0.1
     */
    record Unavailable(String detail) implements SendOutcome {

        public Unavailable {
            Objects.requireNonNull(detail, "detail");
        }
    }

    /**
     * Bytes may have left and no verdict came back: the message is in doubt. No other provider is tried.
     *
     * @since 0.1
     */
    record Unknown(String detail) implements SendOutcome {

        public Unknown {
            Objects.requireNonNull(detail, "detail");
        }
    }

    /** Returns the outcome in one lower-case word, as written into the audit record. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Answers every case with one function each. */
    default <R> R fold(Cases<R> cases) {
        if (this instanceof Accepted it) {
            return cases.accepted().apply(it);
        }
        if (this instanceof Rejected it) {
            return cases.rejected().apply(it);
        }
        if (this instanceof Deferred it) {
            return cases.deferred().apply(it);
        }
        if (this instanceof Throttled it) {
            return cases.throttled().apply(it);
        }
        return this instanceof Unavailable it
                ? cases.unavailable().apply(it)
                : cases.unknown().apply((Unknown) this);
    }

    /**
     * One function per outcome.
     *
     * @since 0.1
     */
    record Cases<R>(
            Function<Accepted, R> accepted,
            Function<Rejected, R> rejected,
            Function<Deferred, R> deferred,
            Function<Throttled, R> throttled,
            Function<Unavailable, R> unavailable,
            Function<Unknown, R> unknown) {}
}
