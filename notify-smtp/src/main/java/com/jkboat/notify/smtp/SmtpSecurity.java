package com.jkboat.notify.smtp;

/**
 * How the connection to the server is kept private.
 *
 * @since 0.1
 */
public enum SmtpSecurity {
    /** Begins in clear and turns into TLS before anything is said; refused if the server cannot. Usual on port 587. */
    STARTTLS,
    /** TLS from the first byte. Usual on port 465. */
    TLS,
    /** No TLS. Only to a server on this machine. */
    PLAIN
}
