package com.jkboat.notify.mime;

import java.nio.charset.StandardCharsets;

/** Tells by table what an ASCII character may be in the grammars of mail. */
final class Ascii {

    /** Stands for itself in quoted-printable (RFC 2045 6.7); blanks too, save before a line end. */
    static final int QP_LITERAL = 1;

    /** Stands for itself in an encoded word, also within a display name (RFC 2047 5, rule 3). */
    static final int WORD_LITERAL = 1 << 1;

    /** May be part of a word without quotes (RFC 5322 3.2.3). */
    static final int ATOM = 1 << 2;

    /** Stands for itself in an extended parameter value; fewer than RFC 2231 allows, what every reader takes. */
    static final int PARAMETER_LITERAL = 1 << 3;

    private static final byte[] CLASSES = new byte[128];

    static {
        String alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        for (char c = ' '; c <= '~'; c++) {
            mark(String.valueOf(c), c == '=' ? 0 : QP_LITERAL);
        }
        mark("\t", QP_LITERAL);
        mark(alphanumeric + "!*+-/", WORD_LITERAL);
        mark(alphanumeric + "!#$%&'*+-/=?^_`{|}~", ATOM);
        mark(alphanumeric + "-._", PARAMETER_LITERAL);
    }

    private Ascii() {}

    static boolean is(int c, int characterClass) {
        return c < 128 && (CLASSES[c] & characterClass) != 0;
    }

    static boolean isPrintable(int c) {
        return c >= ' ' && c <= '~';
    }

    static byte requirePrintable(char c) {
        if (!isPrintable(c)) {
            throw refused(c);
        }
        return (byte) c;
    }

    /** Refuses what could end a header line, in texts that are encoded before they are written. */
    static void requireNoControl(int c) {
        if (c < ' ' || c == 0x7F) {
            throw refused(c);
        }
    }

    static byte[] bytes(String constant) {
        return constant.getBytes(StandardCharsets.US_ASCII);
    }

    private static IllegalArgumentException refused(int c) {
        return new IllegalArgumentException("a header must not hold U+%04X as it stands".formatted(c));
    }

    private static void mark(String characters, int characterClass) {
        for (int i = 0; i < characters.length(); i++) {
            CLASSES[characters.charAt(i)] |= (byte) characterClass;
        }
    }
}
