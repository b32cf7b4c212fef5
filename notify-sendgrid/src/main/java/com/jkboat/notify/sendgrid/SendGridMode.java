package com.jkboat.notify.sendgrid;

/**
 * Whether mails really go out.
 *
 * @since 0.1
 */
public enum SendGridMode {
    /** SendGrid delivers. */
    LIVE,
    /** SendGrid checks the request and delivers nothing; no events, no credits. It still gets the whole message. */
    SANDBOX
}
