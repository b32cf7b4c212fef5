package com.jkboat.notify.mailgun;

/**
 * Whether mails really go out.
 *
 * @since 0.1
 */
public enum MailgunMode {
    /** Mailgun delivers. */
    LIVE,
    /** Mailgun takes the mail, and charges for it, but delivers nothing ({@code o:testmode}). */
    TEST
}
