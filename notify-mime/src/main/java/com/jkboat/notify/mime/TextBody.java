package com.jkboat.notify.mime;

/**
 * One text of a message with the transfer encoding that suits it.
 *
 * <p>Plain ASCII goes as it stands. Other text goes as quoted-printable, which stays readable, unless so much of it
 * needs an escape that base64 is clearly shorter.
 */
final class TextBody {

    /** Longest line without its CR LF. Source: RFC 5322 2.1.1. */
    private static final int LONGEST_LINE = 998;

    /**
     * Denser escapes make base64 the better one. At one in six both are of the same size; text that stays readable,
     * and does not look like something hidden to a spam filter, may be a little longer.
     */
    private static final int OCTETS_PER_ESCAPE = 4;

    private final char[] text;
    private int escapes;
    private int lineEnds;
    private int lineStart;
    private boolean asItStands = true;

    TextBody(String text) {
        this.text = text.toCharArray();
        survey();
    }

    PartEncoding encoding() {
        if (asItStands) {
            return PartEncoding.SEVEN_BIT;
        }
        return escapes > text.length / OCTETS_PER_ESCAPE ? PartEncoding.BASE64 : PartEncoding.QUOTED_PRINTABLE;
    }

    void write(ByteSink out) {
        switch (encoding()) {
            case SEVEN_BIT -> writeAsItStands(out);
            case QUOTED_PRINTABLE -> QuotedPrintable.write(text, out);
            case BASE64 -> writeBase64(out);
        }
    }

    /** Writes the text as UTF-8 in base64, whatever {@link #encoding()} says, with the same line ends. */
    void writeBase64(ByteSink out) {
        byte[] octets = new byte[text.length + lineEnds + 2 * escapes];
        int end = 0;
        for (int i = 0; i < text.length; ) {
            if (QuotedPrintable.isLineEnd(text[i])) {
                octets[end++] = '\r';
                octets[end++] = '\n';
                i = QuotedPrintable.afterLineEnd(text, i);
            } else {
                int codePoint = Utf8.codePointAt(text, i);
                end = Utf8.put(codePoint, octets, end);
                i += Character.charCount(codePoint);
            }
        }
        Base64Lines.write(octets, end, out);
    }

    private void writeAsItStands(ByteSink out) {
        byte[] to = out.room(text.length + lineEnds);
        int end = out.length();
        for (int i = 0; i < text.length; ) {
            char c = text[i];
            if (QuotedPrintable.isLineEnd(c)) {
                to[end++] = '\r';
                to[end++] = '\n';
                i = QuotedPrintable.afterLineEnd(text, i);
            } else {
                to[end++] = (byte) c;
                i++;
            }
        }
        out.endAt(end);
    }

    private void survey() {
        for (int i = 0; i < text.length; i++) {
            char c = text[i];
            if (!Ascii.is(c, Ascii.QP_LITERAL)) {
                if (QuotedPrintable.isLineEnd(c)) {
                    surveyLine(i);
                    i = QuotedPrintable.afterLineEnd(text, i) - 1;
                    lineStart = i + 1;
                    lineEnds++;
                } else {
                    surveyEscape(i);
                }
            }
        }
        surveyLine(text.length);
    }

    /** Blanks at a line end, a lone dot and "From " do not survive every server; encoded they do. */
    private void surveyLine(int end) {
        boolean endsBlank = end > lineStart && QuotedPrintable.isBlank(text[end - 1]);
        if (endsBlank || end - lineStart > LONGEST_LINE || QuotedPrintable.isAlteredAtLineStart(text, lineStart)) {
            asItStands = false;
        }
    }

    private void surveyEscape(int at) {
        char c = text[at];
        if (c == '=') {
            escapes++;
            // every boundary holds "=_", which no encoded text does: so none can occur within a body
            asItStands &= at + 1 == text.length || text[at + 1] != '_';
        } else {
            asItStands = false;
            // half a pair counts as its half of the pair's four octets, or as part of U+FFFD, which has three
            escapes += Character.isSurrogate(c) ? 3 : Utf8.octets(c);
        }
    }
}
