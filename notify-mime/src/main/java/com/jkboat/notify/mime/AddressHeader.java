package com.jkboat.notify.mime;

import com.jkboat.notify.message.EmailAddress;

/** Writes one address with its display name, after the header name, and ends the line. */
final class AddressHeader {

    /** A line that holds an encoded word may be no longer. Source: RFC 2047 2. */
    private static final int LONGEST_LINE = 76;

    /** Longer names go as encoded words, which can be folded anywhere. */
    private static final int LONGEST_NAME = 60;

    private AddressHeader() {}

    static void write(EmailAddress address, ByteSink out) {
        if (address.name().isEmpty()) {
            out.put(' ');
            writeRaw(address.address(), out);
        } else {
            writeName(address.name().get(), out);
            if (out.column() + Utf8.octets(address.address()) + 3 > LONGEST_LINE) {
                out.crlf();
            }
            writeBracketed(address.address(), out);
        }
        out.crlf();
    }

    /** Writes a message id, which has the form of an address. */
    static void writeId(String messageId, ByteSink out) {
        writeBracketed(messageId, out);
        out.crlf();
    }

    private static void writeBracketed(String address, ByteSink out) {
        out.put(' ');
        out.put('<');
        writeRaw(address, out);
        out.put('>');
    }

    private static void writeName(String name, ByteSink out) {
        if (!isShortAscii(name)) {
            EncodedWords.write(name, out);
        } else if (isAtoms(name)) {
            out.put(' ');
            out.printable(name);
        } else {
            out.put(' ');
            out.put('"');
            QuotedString.writeContent(name, out);
            out.put('"');
        }
    }

    private static boolean isShortAscii(String name) {
        return name.length() <= LONGEST_NAME
                && name.chars().allMatch(Ascii::isPrintable)
                && !name.contains("=?")
                && !name.contains("  ");
    }

    private static boolean isAtoms(String name) {
        return name.chars().allMatch(c -> c == ' ' || Ascii.is(c, Ascii.ATOM));
    }

    /** Writes a bare address in UTF-8 (RFC 6532); refuses what would end it or change who it names. */
    private static void writeRaw(String address, ByteSink out) {
        char[] text = address.toCharArray();
        byte[] to = out.room(Utf8.MAX_OCTETS * text.length);
        int end = out.length();
        for (int i = 0; i < text.length; ) {
            int codePoint = Utf8.codePointAt(text, i);
            Ascii.requireNoControl(codePoint);
            if (codePoint == '<' || codePoint == '>' || codePoint == ' ' || codePoint == Utf8.REPLACEMENT) {
                throw new IllegalArgumentException("an address must not hold U+%04X".formatted(codePoint));
            }
            end = Utf8.put(codePoint, to, end);
            i += Character.charCount(codePoint);
        }
        out.endAt(end);
    }
}
