package com.jkboat.notify.audit;

import com.jkboat.notify.message.EmailAddress;
import java.time.Instant;
import java.util.Objects;

/**
 * An address that must not be mailed any more, and why.
 *
 * @param recipient the address; compared ignoring case
 * @param reason such as {@code hard bounce}
 * @param by who put it there
 * @param at when
 * @since 0.1
 */
public record Suppression(EmailAddress recipient, String reason, String by, Instant at) {

    public Suppression {
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(reason, "reason");
    }
}
