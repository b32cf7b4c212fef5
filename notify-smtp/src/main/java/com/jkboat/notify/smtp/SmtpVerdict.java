package com.jkboat.notify.smtp;

/** What an answer of the server means for the message. */
enum SmtpVerdict {
    ACCEPTED,
    /** The address is wrong: candidate for the suppression list. */
    INVALID_ADDRESS,
    /** The recipient's side will not have it, but the address may be right. */
    REFUSED,
    /** Something in the message itself, its size included. */
    CONTENT,
    /** The server lacks a feature the message needs. */
    UNSUPPORTED,
    /** This message, later. */
    DEFERRED,
    /** We are too fast, or have used up what we may send. */
    THROTTLED,
    /** The server has a problem of its own. */
    SERVER_TROUBLE,
    /** Credentials, sender, DNS records or TLS of ours; no message can go out until someone acts. */
    MISCONFIGURED,
    /** No verdict: the message may have been taken. */
    UNKNOWN
}
