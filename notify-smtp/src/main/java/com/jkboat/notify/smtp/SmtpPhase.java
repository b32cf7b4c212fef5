package com.jkboat.notify.smtp;

import java.util.Locale;
import java.util.Optional;

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

    /** Finds the phase a command begins; empty for those that only clear up, such as RSET and QUIT. */
    static Optional<SmtpPhase> begunBy(String command) {
        String verb = command.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        return switch (verb) {
            case "EHLO", "HELO" -> Optional.of(HELLO);
            case "STARTTLS" -> Optional.of(STARTTLS);
            case "AUTH" -> Optional.of(AUTH);
            case "MAIL" -> Optional.of(MAIL);
            case "RCPT" -> Optional.of(RCPT);
            case "DATA" -> Optional.of(DATA);
            case "." -> Optional.of(DOT);
            default -> Optional.empty();
        };
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
