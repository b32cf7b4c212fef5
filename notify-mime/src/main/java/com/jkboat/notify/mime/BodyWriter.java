package com.jkboat.notify.mime;

import com.jkboat.notify.message.Attachment;
import com.jkboat.notify.message.CalendarInvite;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.mime.Boundaries.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes everything after the headers of the message, and the headers of its outermost part. */
final class BodyWriter {

    private static final byte[] PLAIN = Ascii.bytes("Content-Type: text/plain; charset=UTF-8\r\n");
    private static final byte[] HTML = Ascii.bytes("Content-Type: text/html; charset=UTF-8\r\n");
    private static final byte[] CALENDAR = Ascii.bytes("Content-Type: text/calendar; charset=UTF-8; method=");
    private static final byte[] INVITE = Ascii.bytes("Content-Type: application/ics; name=\"invite.ics\"\r\n");
    private static final byte[] INVITE_FILE =
            Ascii.bytes("Content-Disposition: attachment; filename=\"invite.ics\"\r\n\r\n");

    private final EmailMessage message;
    private final ByteSink out;
    private final Boundaries boundaries;
    private final Optional<TextBody> calendar;
    private final List<Attachment> inline = new ArrayList<>(0);
    private final List<Attachment> attached = new ArrayList<>(0);

    BodyWriter(EmailMessage message, ByteSink out) {
        this.message = message;
        this.out = out;
        this.boundaries = new Boundaries(message.notificationId());
        this.calendar = message.calendar().map(CalendarInvite::iCalendar).map(TextBody::new);
        for (Attachment attachment : message.attachments()) {
            boolean shownInHtml =
                    attachment.contentId().isPresent() && message.html().isPresent();
            (shownInHtml ? inline : attached).add(attachment);
        }
    }

    void write() {
        if (attached.isEmpty() && calendar.isEmpty()) {
            writeContent();
        } else {
            writeMixed();
        }
        if (!out.endsLine()) {
            out.crlf();
        }
    }

    private void writeMixed() {
        boundaries.open(Kind.MIXED, out);
        writeContent();
        calendar.ifPresent(this::writeInvite);
        for (Attachment attachment : attached) {
            boundaries.next(Kind.MIXED, out);
            AttachmentPart.write(attachment, out);
        }
        boundaries.close(Kind.MIXED, out);
    }

    private void writeInvite(TextBody body) {
        boundaries.next(Kind.MIXED, out);
        out.put(INVITE);
        PartEncoding.BASE64.writeHeader(out);
        out.put(INVITE_FILE);
        body.writeBase64(out);
    }

    private void writeContent() {
        if (message.html().isEmpty() && calendar.isEmpty()) {
            writeText(PLAIN, message.text());
            return;
        }
        boundaries.open(Kind.ALTERNATIVE, out);
        writeText(PLAIN, message.text());
        message.html().ifPresent(this::writeHtml);
        calendar.ifPresent(this::writeCalendar);
        boundaries.close(Kind.ALTERNATIVE, out);
    }

    private void writeHtml(String html) {
        boundaries.next(Kind.ALTERNATIVE, out);
        if (inline.isEmpty()) {
            writeText(HTML, html);
            return;
        }
        boundaries.open(Kind.RELATED, out);
        writeText(HTML, html);
        for (Attachment image : inline) {
            boundaries.next(Kind.RELATED, out);
            AttachmentPart.write(image, out);
        }
        boundaries.close(Kind.RELATED, out);
    }

    private void writeCalendar(TextBody body) {
        boundaries.next(Kind.ALTERNATIVE, out);
        out.put(CALENDAR);
        message.calendar().ifPresent(invite -> out.printable(invite.method().name()));
        out.crlf();
        writeBody(body);
    }

    private void writeText(byte[] contentType, String text) {
        out.put(contentType);
        writeBody(new TextBody(text));
    }

    private void writeBody(TextBody body) {
        body.encoding().writeHeader(out);
        out.crlf();
        body.write(out);
    }
}
