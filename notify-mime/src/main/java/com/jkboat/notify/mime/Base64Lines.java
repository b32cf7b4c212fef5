package com.jkboat.notify.mime;

import java.nio.ByteBuffer;

/** Writes octets as base64 in lines of 76 characters (RFC 2045 6.8), without an end to the last line. */
final class Base64Lines {

    private static final byte[] DIGITS =
            Ascii.bytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    private static final int LINE_OCTETS = 57;
    private static final int LINE_CHARACTERS = 76;

    /** Whole lines, so that each piece but the last ends where a line ends. */
    private static final int PIECE_OCTETS = 128 * LINE_OCTETS;

    private Base64Lines() {}

    /** Returns an upper bound of the characters these octets become, line ends included. */
    static long size(int octets) {
        return (LINE_CHARACTERS + 2L) * (octets / LINE_OCTETS + 1);
    }

    static void write(ByteBuffer content, ByteSink out) {
        byte[] piece = new byte[Math.min(content.remaining(), PIECE_OCTETS)];
        boolean first = true;
        while (content.hasRemaining()) {
            if (!first) {
                out.crlf();
            }
            int count = Math.min(content.remaining(), PIECE_OCTETS);
            content.get(piece, 0, count);
            write(piece, count, out);
            first = false;
        }
    }

    static void write(byte[] octets, int count, ByteSink out) {
        for (int from = 0; from < count; from += LINE_OCTETS) {
            if (from > 0) {
                out.crlf();
            }
            writeWord(octets, from, Math.min(count, from + LINE_OCTETS), out);
        }
    }

    /** Writes octets as one word without any line end. */
    static void writeWord(byte[] octets, int from, int to, ByteSink out) {
        byte[] target = out.room((to - from + 2) / 3 * 4);
        int end = out.length();
        int i = from;
        for (; i + 2 < to; i += 3) {
            int bits = ((octets[i] & 0xFF) << 16) | ((octets[i + 1] & 0xFF) << 8) | (octets[i + 2] & 0xFF);
            target[end] = DIGITS[bits >> 18];
            target[end + 1] = DIGITS[(bits >> 12) & 0x3F];
            target[end + 2] = DIGITS[(bits >> 6) & 0x3F];
            target[end + 3] = DIGITS[bits & 0x3F];
            end += 4;
        }
        out.endAt(end);
        if (i < to) {
            writeRest(octets, i, to, out);
        }
    }

    private static void writeRest(byte[] octets, int from, int to, ByteSink out) {
        boolean two = to - from == 2;
        int bits = ((octets[from] & 0xFF) << 16) | (two ? (octets[from + 1] & 0xFF) << 8 : 0);
        out.put(DIGITS[bits >> 18]);
        out.put(DIGITS[(bits >> 12) & 0x3F]);
        out.put(two ? DIGITS[(bits >> 6) & 0x3F] : '=');
        out.put('=');
    }
}
