package com.jkboat.notify.smtp;

import java.time.Duration;

/**
 * How many connections are kept, and for how long.
 *
 * @param connections open at the same time; at least 1, default 4
 * @param idle after which an unused connection is not used again; default 60 s, as servers begin to drop them
 * @param messagesPerConnection after which it is closed; at least 1, default 100, as servers set such limits
 * @since 0.1
 */
public record SmtpPoolLimits(int connections, Duration idle, int messagesPerConnection) {

    /** The defaults: 4 connections, 60 s, 100 messages. */
    public static final SmtpPoolLimits DEFAULT = new SmtpPoolLimits(4, Duration.ofSeconds(60), 100);

    public SmtpPoolLimits {
        if (connections < 1) {
            throw new IllegalArgumentException("connections must be >= 1, but was: " + connections);
        }
        if (messagesPerConnection < 1) {
            throw new IllegalArgumentException("messagesPerConnection must be >= 1, but was: " + messagesPerConnection);
        }
        if (idle.isNegative() || idle.isZero()) {
            throw new IllegalArgumentException("idle must be above zero, but was: " + idle);
        }
    }
}
