package com.jkboat.notify.smtp;

import java.util.stream.Collectors;

/**
 * What the server answered.
 *
 * @param code three digits; anything outside 200-599 stands for an answer that is no SMTP reply
 * @param enhanced the enhanced status code of the first line, or NONE
 * @param text the words of all lines without codes, as sent: may hold addresses
 */
record SmtpReply(int code, EnhancedCode enhanced, String text) {

    /** Makes a reply of what Jakarta Mail read: whole lines with their codes. */
    static SmtpReply of(int code, String lines) {
        String text = lines.lines()
                .map(SmtpReply::cutCode)
                .map(EnhancedCode::cut)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
        EnhancedCode enhanced = lines.lines()
                .findFirst()
                .map(SmtpReply::cutCode)
                .flatMap(EnhancedCode::at)
                .orElse(EnhancedCode.NONE);
        return new SmtpReply(code, enhanced, text);
    }

    /** Tells whether it is an SMTP reply at all; else nothing was answered. */
    boolean isDefinite() {
        return code >= 200 && code <= 599;
    }

    boolean isPositive() {
        return code >= 200 && code <= 299;
    }

    /** Returns the codes as they are written, such as {@code 550 5.1.1}. */
    String codes() {
        return enhanced.equals(EnhancedCode.NONE)
                ? String.valueOf(code)
                : code + " " + code / 100 + "." + enhanced.subject() + "." + enhanced.detail();
    }

    private static String cutCode(String line) {
        return line.length() > 3 ? line.substring(4) : "";
    }

    @Override
    public String toString() {
        return "SmtpReply[" + codes() + "]";
    }
}
