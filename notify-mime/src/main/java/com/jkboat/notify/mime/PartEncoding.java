package com.jkboat.notify.mime;

/** How the octets of a part travel (RFC 2045 6.1). */
enum PartEncoding {
    SEVEN_BIT("7bit"),
    QUOTED_PRINTABLE("quoted-printable"),
    BASE64("base64");

    private static final byte[] HEADER = Ascii.bytes("Content-Transfer-Encoding: ");

    private final String token;

    PartEncoding(String token) {
        this.token = token;
    }

    /** Writes the header line that names this encoding. */
    void writeHeader(ByteSink out) {
        out.put(HEADER);
        out.printable(token);
        out.crlf();
    }
}
