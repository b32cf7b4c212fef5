package com.jkboat.notify.mime;

/**
 * Writes what stands after a header name, folded, and ends the line.
 *
 * <p>A value that is ASCII and fits goes as it stands. One that is not, or that readers would change, becomes encoded
 * words. Folds stand only where a single blank stands between two words, because readers differ about the others.
 */
final class HeaderValue {

    /** Longest line readers should see. Source: RFC 5322 2.1.1. */
    static final int PREFERRED_LINE = 78;

    /** Longest line servers must take. Source: RFC 5322 2.1.1. */
    static final int LONGEST_LINE = 998;

    private HeaderValue() {}

    /** Writes free text, such as a subject, after a colon; encoded when it must be, and nothing for empty text. */
    static void write(String value, ByteSink out) {
        if (mustBeEncoded(value, out.column() + 1)) {
            EncodedWords.write(value, out);
        } else if (!value.isEmpty()) {
            out.put(' ');
            writeFolded(value, out);
        }
        out.crlf();
    }

    /**
     * Writes a value whose grammar knows no encoded words, such as a content type.
     *
     * @throws IllegalArgumentException if it is not printable ASCII or cannot be folded into lines of 998
     */
    static void writeStructured(String value, ByteSink out) {
        if (longestLine(value, out.column()) > LONGEST_LINE) {
            throw new IllegalArgumentException(
                    "a header line must be at most %d characters long".formatted(LONGEST_LINE));
        }
        writeFolded(value, out);
        out.crlf();
    }

    private static boolean mustBeEncoded(String value, int column) {
        boolean printable = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            Ascii.requireNoControl(c);
            printable &= Ascii.isPrintable(c);
        }
        return !printable
                || value.startsWith(" ")
                || value.endsWith(" ")
                || holdsEncodedWord(value)
                || longestLine(value, column) > LONGEST_LINE;
    }

    /** Tells whether a reader could decode part of a value that is meant as it stands. */
    static boolean holdsEncodedWord(String value) {
        int start = value.indexOf("=?");
        return start >= 0 && value.indexOf("?=", start + 2) >= 0;
    }

    private static int longestLine(String value, int column) {
        int longest = column;
        int from = 0;
        while (from < value.length()) {
            int to = nextFold(value, from + 1);
            longest = Math.max(longest, to - from + (from == 0 ? column : 0));
            from = to;
        }
        return longest;
    }

    private static void writeFolded(String value, ByteSink out) {
        if (out.column() + value.length() <= PREFERRED_LINE) {
            out.printable(value);
            return;
        }
        int from = 0;
        while (from < value.length()) {
            int to = nextFold(value, from + 1);
            if (from > 0 && out.column() + to - from > PREFERRED_LINE) {
                out.crlf();
            }
            out.printable(value, from, to);
            from = to;
        }
    }

    /** Returns where the next piece begins, with the blank it is folded at, or the end. */
    private static int nextFold(String value, int from) {
        int last = value.length() - 1;
        int i = from;
        while (i < last && !isFold(value, i)) {
            i++;
        }
        return i < last ? i : value.length();
    }

    private static boolean isFold(String value, int i) {
        char before = value.charAt(i - 1);
        return value.charAt(i) == ' ' && before != ' ' && before != '\\' && value.charAt(i + 1) != ' ';
    }
}
