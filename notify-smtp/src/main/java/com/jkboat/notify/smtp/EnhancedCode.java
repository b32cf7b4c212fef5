package com.jkboat.notify.smtp;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Subject and detail of an enhanced status code (RFC 3463), such as 1.1 of {@code 5.1.1}.
 *
 * <p>Its class is left out: where it contradicts the reply's, the reply decides about trying again and the rest about
 * the reason.
 */
record EnhancedCode(int subject, int detail) {

    static final int ADDRESS = 1;
    static final int MAILBOX = 2;
    static final int SYSTEM = 3;
    static final int ROUTING = 4;
    static final int PROTOCOL = 5;
    static final int CONTENT = 6;
    static final int POLICY = 7;

    /** Stands for a reply without such a code. */
    static final EnhancedCode NONE = new EnhancedCode(0, 0);

    private static final Pattern FORM = Pattern.compile("[245]\\.(\\d{1,3})\\.(\\d{1,3})(?=\\s|$)");

    /** Reads the code at the very start of a reply's text. */
    static Optional<EnhancedCode> at(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.lookingAt()
                ? Optional.of(new EnhancedCode(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Cuts the code off the start of a text, if one is there. */
    static String cut(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.lookingAt() ? text.substring(matcher.end()).strip() : text.strip();
    }

    boolean is(int wantedSubject, int... details) {
        return subject == wantedSubject && contains(details);
    }

    boolean isBetween(int wantedSubject, int first, int last) {
        return subject == wantedSubject && detail >= first && detail <= last;
    }

    private boolean contains(int... details) {
        for (int wanted : details) {
            if (wanted == detail) {
                return true;
            }
        }
        return false;
    }
}
