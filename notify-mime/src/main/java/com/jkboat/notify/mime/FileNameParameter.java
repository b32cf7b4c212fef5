package com.jkboat.notify.mime;

/**
 * Writes the {@code filename} parameter that follows a content disposition, and ends the header.
 *
 * <p>ASCII names go in quotes, which every reader knows. Others go percent-encoded in UTF-8 (RFC 2231), in several
 * numbered pieces when they do not fit on a line.
 */
final class FileNameParameter {

    /** As long as file systems let a name be; longer ones go in pieces. */
    private static final int LONGEST_QUOTED = 255;

    /** Octets of one piece, so that its line stays within 78 with a two-digit number. */
    private static final int PIECE = 48;

    private static final byte[] QUOTED = Ascii.bytes(" filename=\"");
    private static final byte[] WHOLE = Ascii.bytes(" filename*=UTF-8''");
    private static final byte[] NUMBERED = Ascii.bytes(" filename*");
    private static final byte[] CHARSET = Ascii.bytes("UTF-8''");

    private final char[] name;
    private final ByteSink out;
    private int next;

    private FileNameParameter(String name, ByteSink out) {
        this.name = name.toCharArray();
        this.out = out;
    }

    static void write(String fileName, ByteSink out) {
        out.put(';');
        out.crlf();
        if (canBeQuoted(fileName)) {
            out.put(QUOTED);
            QuotedString.writeContent(fileName, out);
            out.put('"');
        } else {
            new FileNameParameter(fileName, out).writeExtended();
        }
        out.crlf();
    }

    /**
     * Some readers cut blanks at the ends, take {@code =?} for an encoded word, or what stands before two apostrophes
     * for a character set, even between quotes.
     */
    private static boolean canBeQuoted(String name) {
        return name.length() <= LONGEST_QUOTED
                && name.chars().allMatch(Ascii::isPrintable)
                && !name.startsWith(" ")
                && !name.endsWith(" ")
                && !name.contains("=?")
                && name.indexOf('\'') == name.lastIndexOf('\'');
    }

    private void writeExtended() {
        if (encodedLength() <= PIECE) {
            out.put(WHOLE);
            writePiece();
            return;
        }
        for (int number = 0; next < name.length; number++) {
            if (number > 0) {
                out.put(';');
                out.crlf();
            }
            out.put(NUMBERED);
            out.printable(Integer.toString(number));
            out.put('*');
            out.put('=');
            if (number == 0) {
                out.put(CHARSET);
            }
            writePiece();
        }
    }

    private void writePiece() {
        int limit = out.length() + PIECE;
        while (next < name.length) {
            int codePoint = Utf8.codePointAt(name, next);
            Ascii.requireNoControl(codePoint);
            if (out.length() + encodedLength(codePoint) > limit) {
                return;
            }
            writeEncoded(codePoint);
            next += Character.charCount(codePoint);
        }
    }

    private void writeEncoded(int codePoint) {
        if (Ascii.is(codePoint, Ascii.PARAMETER_LITERAL)) {
            out.put(codePoint);
            return;
        }
        int count = Utf8.octets(codePoint);
        for (int i = 0; i < count; i++) {
            out.put('%');
            out.hex(Utf8.octet(codePoint, i, count));
        }
    }

    private int encodedLength() {
        int length = 0;
        for (int i = 0; i < name.length; ) {
            int codePoint = Utf8.codePointAt(name, i);
            length += encodedLength(codePoint);
            i += Character.charCount(codePoint);
        }
        return length;
    }

    private static int encodedLength(int codePoint) {
        return Ascii.is(codePoint, Ascii.PARAMETER_LITERAL) ? 1 : 3 * Utf8.octets(codePoint);
    }
}
