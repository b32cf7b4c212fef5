package com.jkboat.notify;

import java.time.Instant;
import java.util.Optional;

/**
 * How one provider is doing, as seen by this process.
 *
 * @param provider its configured name
 * @param gate whether messages may go to it now
 * @param lastAcceptedAt when it last took a message
 * @param lastError what it last failed with, cleaned of addresses
 * @since 0.1
 */
public record ProviderHealth(String provider, Gate gate, Optional<Instant> lastAcceptedAt, Optional<String> lastError) {

    /** Whether messages may go to a provider. */
    public enum Gate {
        /** They may. */
        OPEN,
        /** One at a time, to see whether it has recovered. */
        PROBING,
        /** They may not: it failed too often, or asked us to wait. */
        SHUT
    }
}
