package com.jkboat.notify.mime;

/** Writes ASCII between double quotes with the two characters escaped that would end or confuse it (RFC 5322 3.2.4). */
final class QuotedString {

    private QuotedString() {}

    /** Writes what stands between the quotes. */
    static void writeContent(String text, ByteSink out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.put('\\');
            }
            out.put(Ascii.requirePrintable(c));
        }
    }
}
