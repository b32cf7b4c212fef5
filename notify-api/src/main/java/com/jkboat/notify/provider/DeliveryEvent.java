package com.jkboat.notify.provider;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * News from a provider about a message it took, in the one vocabulary of all providers.
 *
 * @param provider who tells it
 * @param providerEventId makes repeated news one; unique per provider
 * @param notificationId which notification it is about, where the provider gave our id back
 * @param providerMessageId the provider's own name for the message
 * @param kind what happened
 * @param occurredAt when it happened, by the provider's clock
 * @param receivedAt when we got to know
 * @param detail for people; cleaned of addresses
 * @since 0.1
 */
public record DeliveryEvent(
        String provider,
        String providerEventId,
        Optional<UUID> notificationId,
        Optional<String> providerMessageId,
        Kind kind,
        Instant occurredAt,
        Instant receivedAt,
        Optional<String> detail) {

    /** What can happen to a message after a provider took it. */
    public enum Kind {
        /** The provider is working on it. */
        ACCEPTED,
        /** The recipient's server asked to try later; the provider does. */
        DEFERRED,
        /** The recipient's server took it. */
        DELIVERED,
        /** The address does not exist; do not mail it again. */
        BOUNCED_HARD,
        /** The recipient's server gave it back for a reason that may pass. */
        BOUNCED_SOFT,
        /** The provider's own suppression list stopped it. */
        SUPPRESSED,
        /** The provider refused it after all. */
        REJECTED,
        /** The recipient called it spam; do not mail the address again. */
        COMPLAINED,
        /** The recipient wants no more of this kind. */
        UNSUBSCRIBED,
        /** It was shown, perhaps by a machine. */
        OPENED,
        /** A link in it was followed. */
        CLICKED,
        /** Anything else; kept on record. */
        OTHER
    }

    public DeliveryEvent {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(providerEventId, "providerEventId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(occurredAt, "occurredAt");
        Objects.requireNonNull(receivedAt, "receivedAt");
    }
}
