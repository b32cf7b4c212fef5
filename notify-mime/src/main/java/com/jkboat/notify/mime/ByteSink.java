package com.jkboat.notify.mime;

import java.util.Arrays;

/**
 * One growing array that the whole message is written into.
 *
 * <p>Encoders with an inner loop take the array itself through {@link #room(int)} and hand back their end through
 * {@link #endAt(int)}; between the two nobody else may write. Not safe for use by several threads.
 */
final class ByteSink {

    /** Arrays of the very largest sizes cannot be allocated on every JVM. */
    private static final int MAX_SIZE = Integer.MAX_VALUE - 16;

    private static final byte[] HEX = Ascii.bytes("0123456789ABCDEF");

    private byte[] bytes;
    private int length;
    private int lineStart;

    ByteSink(int expectedSize) {
        this.bytes = new byte[expectedSize];
    }

    /** Returns the array, with at least this many free places from {@link #length()} on. */
    byte[] room(int more) {
        if (bytes.length - length < more) {
            grow((long) length + more);
        }
        return bytes;
    }

    int length() {
        return length;
    }

    void endAt(int end) {
        length = end;
    }

    /** Returns the octets written since the last {@link #crlf()}. */
    int column() {
        return length - lineStart;
    }

    void put(int octet) {
        room(1)[length++] = (byte) octet;
    }

    void put(byte[] octets) {
        System.arraycopy(octets, 0, room(octets.length), length, octets.length);
        length += octets.length;
    }

    void crlf() {
        byte[] to = room(2);
        to[length++] = '\r';
        to[length++] = '\n';
        lineStart = length;
    }

    void hex(int octet) {
        byte[] to = room(2);
        to[length++] = HEX[(octet >> 4) & 0xF];
        to[length++] = HEX[octet & 0xF];
    }

    /**
     * Writes text that a header holds as it stands.
     *
     * @throws IllegalArgumentException if it is not printable ASCII: the last guard against forged header lines
     */
    void printable(String text, int from, int to) {
        byte[] target = room(to - from);
        int end = length;
        for (int i = from; i < to; i++) {
            target[end++] = Ascii.requirePrintable(text.charAt(i));
        }
        length = end;
    }

    void printable(String text) {
        printable(text, 0, text.length());
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Tells whether the last line written is ended. */
    boolean endsLine() {
        return length >= 2 && bytes[length - 2] == '\r' && bytes[length - 1] == '\n';
    }

    private void grow(long needed) {
        if (needed > MAX_SIZE) {
            throw new IllegalArgumentException("a message must be smaller than 2 GB when composed");
        }
        long doubled = Math.min(2L * bytes.length, MAX_SIZE);
        bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
    }
}
