package com.jkboat.notify.message;

import java.util.Locale;
import java.util.Set;

/**
 * The rule that keeps control characters and broken text out of header lines; every value that may reach a header passes
 * here.
 *
 * @since 0.1
 */
public final class HeaderText {

    /** The longest name in use has some 40 characters; name and colon must fit the 998 of a line (RFC 5322 2.1.1). */
    private static final int MAX_NAME = 255;

    /** Written by the composer itself; a custom header of such a name could contradict or forge it. */
    private static final Set<String> RESERVED = Set.of(
            "from",
            "to",
            "cc",
            "bcc",
            "sender",
            "reply-to",
            "return-path",
            "subject",
            "date",
            "message-id",
            "mime-version",
            "received",
            "dkim-signature");

    private HeaderText() {}

    /**
     * Makes any text fit for a header: forbidden characters and runs of white space become one space.
     *
     * <p>For texts from outside that are shown, such as names; what must be exact is refused instead.
     *
     * @param most characters kept, at least 2; a longer text ends in an ellipsis
     */
    public static String clean(String text, int most) {
        if (most < 2) {
            throw new IllegalArgumentException("most must be >= 2, but was: " + most);
        }
        StringBuilder clean = new StringBuilder(Math.min(text.length(), most + 2));
        boolean gap = false;
        for (int i = 0; i < text.length() && clean.length() <= most; i++) {
            char c = text.charAt(i);
            boolean blank = isForbidden(text, i) || Character.isWhitespace(c);
            if (!blank) {
                clean.append(gap && clean.length() > 0 ? " " : "").append(c);
            }
            gap = blank;
        }
        return clean.length() <= most ? clean.toString() : shorten(clean, most);
    }

    private static String shorten(StringBuilder text, int most) {
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }

    static String check(String part, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (isForbidden(value, i)) {
                String kind = Character.isSurrogate(value.charAt(i)) ? "half a surrogate pair" : "control characters";
                throw new IllegalArgumentException("%s must not contain %s, but has U+%04X at position %d"
                        .formatted(part, kind, (int) value.charAt(i), i));
            }
        }
        return value;
    }

    static String checkLength(String part, String value, int most) {
        if (value.length() > most) {
            throw new IllegalArgumentException(
                    "%s must have at most %d characters, but has %d".formatted(part, most, value.length()));
        }
        return value;
    }

    static String checkName(String name) {
        if (name.isEmpty() || !name.chars().allMatch(c -> c > 0x20 && c < 0x7F && c != ':')) {
            throw new IllegalArgumentException("a header name must be printable ASCII without ':'");
        }
        checkLength("a header name", name, MAX_NAME);
        String lower = name.toLowerCase(Locale.ROOT);
        if (RESERVED.contains(lower) || lower.startsWith("content-") || lower.startsWith("resent-")) {
            throw new IllegalArgumentException("header " + name + " is written by the composer and cannot be set");
        }
        return name;
    }

    /** C0, DEL, C1 (with NEL), the line separators, bidirectional controls, and half of a surrogate pair. */
    private static boolean isForbidden(String text, int position) {
        char c = text.charAt(position);
        return c < 0x20
                || (c >= 0x7F && c <= 0x9F)
                || c == 0x2028
                || c == 0x2029
                || isBidiControl(c)
                || isHalfAPair(text, position);
    }

    private static boolean isBidiControl(char c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean isHalfAPair(String text, int position) {
        char c = text.charAt(position);
        if (Character.isHighSurrogate(c)) {
            return position + 1 == text.length() || !Character.isLowSurrogate(text.charAt(position + 1));
        }
        return Character.isLowSurrogate(c) && (position == 0 || !Character.isHighSurrogate(text.charAt(position - 1)));
    }
}
