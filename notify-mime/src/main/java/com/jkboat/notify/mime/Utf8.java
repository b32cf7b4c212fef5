package com.jkboat.notify.mime;

/** Takes UTF-16 apart into code points and their UTF-8 octets, with U+FFFD for broken surrogate pairs. */
final class Utf8 {

    /** Octets a code point takes at most. */
    static final int MAX_OCTETS = 4;

    static final int REPLACEMENT = 0xFFFD;

    private Utf8() {}

    /** Returns the code point at an index; {@link Character#charCount} of it tells how far to go on. */
    static int codePointAt(char[] text, int index) {
        char c = text[index];
        if (!Character.isSurrogate(c)) {
            return c;
        }
        int codePoint = Character.codePointAt(text, index);
        return codePoint == c ? REPLACEMENT : codePoint;
    }

    static int octets(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : MAX_OCTETS;
    }

    /** Returns the octets of a text without broken surrogate pairs. */
    static int octets(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            count += Character.isSurrogate(c) ? MAX_OCTETS / 2 : octets(c);
        }
        return count;
    }

    /** Writes a code point into an array with room for {@link #MAX_OCTETS} and returns the new end. */
    static int put(int codePoint, byte[] to, int at) {
        int count = octets(codePoint);
        for (int i = 0; i < count; i++) {
            to[at + i] = (byte) octet(codePoint, i, count);
        }
        return at + count;
    }

    /** Returns one octet of a code point that takes {@code count} of them. */
    static int octet(int codePoint, int index, int count) {
        if (count == 1) {
            return codePoint;
        }
        int bits = codePoint >> (6 * (count - 1 - index));
        return index == 0 ? ((0xF00 >> count) & 0xFF) | bits : 0x80 | (bits & 0x3F);
    }
}
