package com.jkboat.notify.smtp;

import jakarta.mail.MessagingException;
import java.time.Instant;

/** A kept connection: for one thread at a time, handed on through the pool. */
final class SmtpConnection {

    private final PhasedTransport transport;
    private Instant lastUsed;
    private int messages;

    SmtpConnection(PhasedTransport transport, Instant now) {
        this.transport = transport;
        this.lastUsed = now;
    }

    PhasedTransport transport() {
        return transport;
    }

    boolean wasUsed() {
        return messages > 0;
    }

    void used(Instant now) {
        messages++;
        lastUsed = now;
    }

    boolean isFit(SmtpPoolLimits limits, Instant now) {
        return messages < limits.messagesPerConnection() && now.isBefore(lastUsed.plus(limits.idle()));
    }

    /** Says goodbye without waiting for the answer; that it fails changes nothing. */
    void close() {
        try {
            transport.close();
        } catch (MessagingException e) {
            // whatever was sent has its answer already
        }
    }
}
