package com.jkboat.notify.mime;

/**
 * Writes header text as encoded words of UTF-8 (RFC 2047), one to a line, in Q or B, whichever is shorter.
 *
 * <p>No word is longer than 75 characters, no line longer than 76, and no code point is split over two words.
 */
final class EncodedWords {

    private static final byte[] Q = Ascii.bytes("=?UTF-8?Q?");
    private static final byte[] B = Ascii.bytes("=?UTF-8?B?");
    private static final byte[] END = Ascii.bytes("?=");
    private static final int FRAME = 12;
    private static final int LONGEST_LINE = 76;
    private static final int LONGEST_CONTENT = 75 - FRAME;

    /** Fewer places than this after the header name are not worth a word: it goes to the next line. */
    private static final int SHORTEST_CONTENT = 24;

    private final char[] text;
    private final ByteSink out;
    private int next;

    private EncodedWords(String text, ByteSink out) {
        this.text = text.toCharArray();
        this.out = out;
    }

    /**
     * Writes the whole text, each word after a blank, beginning on the current line; the last line is left open.
     *
     * @throws IllegalArgumentException if it holds a control character
     */
    static void write(String text, ByteSink out) {
        EncodedWords words = new EncodedWords(text, out);
        boolean quoted = words.isShorterInQ();
        int places = LONGEST_LINE - 1 - out.column() - FRAME;
        if (places < SHORTEST_CONTENT) {
            out.crlf();
            places = LONGEST_CONTENT;
        }
        words.writeWord(quoted, Math.min(places, LONGEST_CONTENT));
        while (words.next < words.text.length) {
            out.crlf();
            words.writeWord(quoted, LONGEST_CONTENT);
        }
    }

    private boolean isShorterInQ() {
        long octets = 0;
        long quoted = 0;
        for (int i = 0; i < text.length; ) {
            int codePoint = Utf8.codePointAt(text, i);
            Ascii.requireNoControl(codePoint);
            octets += Utf8.octets(codePoint);
            quoted += quotedLength(codePoint);
            i += Character.charCount(codePoint);
        }
        return quoted <= (octets + 2) / 3 * 4;
    }

    private void writeWord(boolean quoted, int places) {
        out.put(' ');
        if (quoted) {
            writeQ(places);
        } else {
            writeB(places);
        }
        out.put(END);
    }

    private void writeQ(int places) {
        out.put(Q);
        int limit = out.length() + places;
        while (next < text.length) {
            int codePoint = Utf8.codePointAt(text, next);
            if (out.length() + quotedLength(codePoint) > limit) {
                return;
            }
            writeQuoted(codePoint);
            next += Character.charCount(codePoint);
        }
    }

    private void writeQuoted(int codePoint) {
        if (codePoint == ' ') {
            out.put('_');
        } else if (Ascii.is(codePoint, Ascii.WORD_LITERAL)) {
            out.put(codePoint);
        } else {
            int count = Utf8.octets(codePoint);
            for (int i = 0; i < count; i++) {
                out.put('=');
                out.hex(Utf8.octet(codePoint, i, count));
            }
        }
    }

    private void writeB(int places) {
        out.put(B);
        byte[] octets = new byte[places / 4 * 3];
        int end = 0;
        while (next < text.length) {
            int codePoint = Utf8.codePointAt(text, next);
            if (end + Utf8.octets(codePoint) > octets.length) {
                break;
            }
            end = Utf8.put(codePoint, octets, end);
            next += Character.charCount(codePoint);
        }
        Base64Lines.writeWord(octets, 0, end, out);
    }

    private static int quotedLength(int codePoint) {
        boolean single = codePoint == ' ' || Ascii.is(codePoint, Ascii.WORD_LITERAL);
        return single ? 1 : 3 * Utf8.octets(codePoint);
    }
}
