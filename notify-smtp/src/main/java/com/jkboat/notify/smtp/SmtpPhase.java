package com.jkboat.notify.smtp;

/** How far a conversation has come; decides what an answer, or its absence, means. */
enum SmtpPhase {
    CONNECT("connecting"),
    HELLO("EHLO"),
    STARTTLS("STARTTLS"),
    AUTH("AUTH"),
    MAIL("MAIL"),
    RCPT("RCPT"),
    DATA("DATA"),
    /** The content is on its way, the final dot is not: the server cannot have taken the message. */
    BODY("content"),
    /** The final dot may have left: from here on only an answer tells whether the message was taken. */
    DOT("final dot");

    private final String words;

    SmtpPhase(String words) {
        this.words = words;
    }

    /** Tells whether the connection was still being made. */
    boolean isBeforeMail() {
        return compareTo(MAIL) < 0;
    }

    @Override
    public String toString() {
        return words;
    }
}
