package com.jkboat.notify.mailgun;

/**
 * What Mailgun adds to the HTML to see what the recipient does; said with every mail, whatever the account's own setting.
 *
 * @since 0.1
 */
public enum MailgunTracking {
    /** Nothing is added. */
    OFF,
    /** An invisible image tells of openings. */
    OPENS,
    /** Links are rewritten to pass through Mailgun, besides the image. */
    OPENS_AND_CLICKS
}
