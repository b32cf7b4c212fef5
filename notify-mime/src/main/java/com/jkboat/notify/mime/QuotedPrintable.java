package com.jkboat.notify.mime;

/**
 * Writes text as UTF-8 in quoted-printable (RFC 2045 6.7), line ends of any kind as CR LF.
 *
 * <p>Beyond the standard: a code point is never split over two lines, and no line begins with a dot or with "From ",
 * which careless servers and mail boxes alter.
 */
final class QuotedPrintable {

    /** One short of the 76 allowed, to leave room for the {@code =} of a soft line break. */
    private static final int LINE = 75;

    private static final int LONGEST_LINE = LINE + 3;

    private final char[] text;
    private final ByteSink out;

    /** The first character not yet written. */
    private int next;

    private QuotedPrintable(char[] text, ByteSink out) {
        this.text = text;
        this.out = out;
    }

    /** Writes the whole text; the last line ends only if it does in the text. */
    static void write(char[] text, ByteSink out) {
        QuotedPrintable encoder = new QuotedPrintable(text, out);
        while (encoder.next < text.length) {
            encoder.writeLine();
        }
    }

    private void writeLine() {
        out.room(LONGEST_LINE);
        int start = out.length();
        int limit = start + LINE;
        if (isAlteredAtLineStart(text, next)) {
            escape(text[next++]);
        }
        while (copyLiterals(limit)) {
            int codePoint = Utf8.codePointAt(text, next);
            if (out.length() + 3 * Utf8.octets(codePoint) > limit) {
                softBreak();
                return;
            }
            escape(codePoint);
            next += Character.charCount(codePoint);
        }
        endLine(limit);
    }

    /** Copies up to the next character that needs an escape; false if the line ends before one. */
    private boolean copyLiterals(int limit) {
        char[] from = text;
        byte[] to = out.room(0);
        int i = next;
        int end = out.length();
        int stop = Math.min(from.length, i + limit - end);
        while (i < stop && Ascii.is(from[i], Ascii.QP_LITERAL)) {
            to[end++] = (byte) from[i++];
        }
        next = i;
        out.endAt(end);
        return i < stop && !isLineEnd(from[i]);
    }

    private void endLine(int limit) {
        boolean atEnd = next == text.length;
        if (!atEnd && !isLineEnd(text[next])) {
            softBreak();
            return;
        }
        if (next > 0 && isBlank(text[next - 1]) && !escapeLastBlank(limit)) {
            return;
        }
        if (!atEnd) {
            next = afterLineEnd(text, next);
            out.crlf();
        }
    }

    /** A blank before a line end is lost on the way; false if it had to move to a line of its own. */
    private boolean escapeLastBlank(int limit) {
        int blankAt = out.length() - 1;
        out.endAt(blankAt);
        if (blankAt + 3 > limit) {
            next--;
            softBreak();
            return false;
        }
        escape(text[next - 1]);
        return true;
    }

    private void softBreak() {
        out.put('=');
        out.crlf();
    }

    private void escape(int codePoint) {
        int count = Utf8.octets(codePoint);
        for (int i = 0; i < count; i++) {
            out.put('=');
            out.hex(Utf8.octet(codePoint, i, count));
        }
    }

    /** Tells whether a line that begins here could be taken for the end of the mail or the start of another. */
    static boolean isAlteredAtLineStart(char[] text, int i) {
        return i < text.length && (text[i] == '.' || isFrom(text, i));
    }

    private static boolean isFrom(char[] text, int i) {
        return i + 4 < text.length
                && text[i] == 'F'
                && text[i + 1] == 'r'
                && text[i + 2] == 'o'
                && text[i + 3] == 'm'
                && text[i + 4] == ' ';
    }

    static boolean isLineEnd(char c) {
        return c == '\r' || c == '\n';
    }

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    /** Returns where the next line begins: CR LF is one line end, CR and LF alone are one each. */
    static int afterLineEnd(char[] text, int at) {
        boolean pair = text[at] == '\r' && at + 1 < text.length && text[at + 1] == '\n';
        return pair ? at + 2 : at + 1;
    }
}
