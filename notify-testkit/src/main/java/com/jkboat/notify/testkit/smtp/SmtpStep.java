package com.jkboat.notify.testkit.smtp;

/**
 * A point in an SMTP conversation at which the server answers, and can be told to misbehave.
 *
 * @since 0.1
 */
public enum SmtpStep {
    /** A client has connected; the usual answer is the 220 banner. */
    CONNECT,
    /** {@code EHLO} or {@code HELO}. */
    EHLO,
    /** {@code STARTTLS}; the TLS handshake follows a 2xx reply. */
    STARTTLS,
    /** {@code AUTH}, with the verdict on the credentials as the usual answer. */
    AUTH,
    /** {@code MAIL FROM}. */
    MAIL,
    /** {@code RCPT TO}. */
    RCPT,
    /** {@code DATA}; the usual answer is 354. */
    DATA,
    /** The first bytes of the content have come; usually nothing is answered here. */
    BODY,
    /** The final dot has come; the message is complete. */
    DOT,
    /** {@code RSET}. */
    RSET,
    /** {@code NOOP}. */
    NOOP,
    /** {@code QUIT}. */
    QUIT
}
