package com.jkboat.notify.mime;

import java.util.UUID;

/**
 * The lines that divide the parts of one message, made from its id.
 *
 * <p>The same id gives the same lines, so that every attempt sends the same bytes. Each holds {@code =_}, which neither
 * quoted-printable nor base64 can produce and which {@link TextBody} never lets through as it stands.
 */
final class Boundaries {

    /** The multiparts a message may nest, one of each at most. */
    enum Kind {
        MIXED("mixed", "=_0-"),
        ALTERNATIVE("alternative", "=_1-"),
        RELATED("related; type=\"text/html\"", "=_2-");

        private final String subtype;
        private final String prefix;

        Kind(String subtype, String prefix) {
            this.subtype = subtype;
            this.prefix = prefix;
        }
    }

    private static final byte[] MULTIPART = Ascii.bytes("Content-Type: multipart/");
    private static final byte[] BOUNDARY = Ascii.bytes(";\r\n boundary=\"");
    private static final byte[] DASHES = Ascii.bytes("--");

    private final String id;

    Boundaries(UUID notificationId) {
        this.id = notificationId.toString();
    }

    /** Writes the header of a multipart with the empty line after it. */
    void open(Kind kind, ByteSink out) {
        out.put(MULTIPART);
        out.printable(kind.subtype);
        out.put(BOUNDARY);
        writeName(kind, out);
        out.put('"');
        out.crlf();
        out.crlf();
        writeDelimiter(kind, out);
        out.crlf();
    }

    /** Begins the next part; the line end before the delimiter does not belong to the part it ends. */
    void next(Kind kind, ByteSink out) {
        out.crlf();
        writeDelimiter(kind, out);
        out.crlf();
    }

    void close(Kind kind, ByteSink out) {
        out.crlf();
        writeDelimiter(kind, out);
        out.put(DASHES);
    }

    private void writeDelimiter(Kind kind, ByteSink out) {
        out.put(DASHES);
        writeName(kind, out);
    }

    private void writeName(Kind kind, ByteSink out) {
        out.printable(kind.prefix);
        out.printable(id);
    }
}
