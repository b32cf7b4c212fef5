package com.jkboat.notify.mime;

import com.jkboat.notify.message.Attachment;

/** Writes a file as a part of its own, always in base64. */
final class AttachmentPart {

    private static final byte[] CONTENT_TYPE = Ascii.bytes("Content-Type: ");
    private static final byte[] CONTENT_ID = Ascii.bytes("Content-ID: <");
    private static final byte[] INLINE = Ascii.bytes("Content-Disposition: inline");
    private static final byte[] ATTACHMENT = Ascii.bytes("Content-Disposition: attachment");

    private AttachmentPart() {}

    static void write(Attachment attachment, ByteSink out) {
        out.put(CONTENT_TYPE);
        HeaderValue.writeStructured(attachment.contentType(), out);
        PartEncoding.BASE64.writeHeader(out);
        attachment.contentId().ifPresent(id -> writeContentId(id, out));
        out.put(attachment.contentId().isPresent() ? INLINE : ATTACHMENT);
        FileNameParameter.write(attachment.fileName(), out);
        out.crlf();
        Base64Lines.write(attachment.content(), out);
    }

    private static void writeContentId(String id, ByteSink out) {
        out.put(CONTENT_ID);
        out.printable(id);
        out.put('>');
        out.crlf();
    }
}
