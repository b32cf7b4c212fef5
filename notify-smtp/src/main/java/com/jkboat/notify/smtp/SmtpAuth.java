package com.jkboat.notify.smtp;

/**
 * How to log in.
 *
 * @since 0.1
 */
public enum SmtpAuth {
    /** PLAIN, or LOGIN where the server offers no PLAIN. */
    AUTO("PLAIN LOGIN"),
    /** PLAIN only. */
    PLAIN("PLAIN"),
    /** LOGIN only, for old servers. */
    LOGIN("LOGIN"),
    /** An OAuth 2 access token in the place of the password; asked for anew at each connection. */
    XOAUTH2("XOAUTH2");

    private final String mechanisms;

    SmtpAuth(String mechanisms) {
        this.mechanisms = mechanisms;
    }

    /** Returns the mechanisms in the order they are tried, as Jakarta Mail wants them. */
    String mechanisms() {
        return mechanisms;
    }
}
