package com.jkboat.notify.message;

import java.util.UUID;

/**
 * A finished message of one channel, addressed to exactly one recipient.
 *
 * <p>Open on purpose: a plugin may bring a channel of its own (text message, push) by implementing this and a
 * {@code Provider} for it. Implementations are immutable.
 *
 * @since 0.1
 */
public interface Message {

    /**
     * Names the channel in lower case, such as {@code email}.
     *
     * @return never empty
     * @since 0.1
     */
    String channel();

    /**
     * Identifies the notification this message carries, the same on every attempt and at every provider.
     *
     * @return the deterministic id under which the audit store knows the notification
     * @since 0.1
     */
    UUID notificationId();
}
