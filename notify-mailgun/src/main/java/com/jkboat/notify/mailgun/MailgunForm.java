package com.jkboat.notify.mailgun;

import com.jkboat.notify.message.EmailMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the form of {@code messages.mime}: the envelope, what Mailgun is to do with the mail, and the mail itself.
 *
 * <p>Of ours Mailgun gets the notification's id alone, as variable. No value can end its part: all are checked ASCII.
 */
final class MailgunForm {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final String boundary;

    private MailgunForm(String boundary) {
        this.boundary = boundary;
    }

    /**
     * Writes the whole form; a pure function.
     *
     * @param boundary must not occur in the mail
     */
    static byte[] of(EmailMessage message, byte[] mime, MailgunOptions options, String boundary) {
        MailgunForm form = new MailgunForm(boundary);
        form.field("to", message.to().address());
        form.field("v:notify_id", message.notificationId().toString());
        options.tags().forEach(tag -> form.field("o:tag", tag));
        form.field("o:tracking-opens", options.tracking() == MailgunTracking.OFF ? "no" : "yes");
        form.field("o:tracking-clicks", options.tracking() == MailgunTracking.OPENS_AND_CLICKS ? "yes" : "no");
        if (options.mode() == MailgunMode.TEST) {
            form.field("o:testmode", "yes");
        }
        form.file(mime);
        form.line("--" + boundary + "--");
        return form.out.toByteArray();
    }

    private void field(String name, String value) {
        line("--" + boundary);
        line("Content-Disposition: form-data; name=\"" + name + "\"");
        line("");
        line(value);
    }

    private void file(byte[] mime) {
        line("--" + boundary);
        line("Content-Disposition: form-data; name=\"message\"; filename=\"message.eml\"");
        line("Content-Type: message/rfc822");
        line("");
        out.writeBytes(mime);
        line("");
    }

    private void line(String text) {
        out.writeBytes((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
