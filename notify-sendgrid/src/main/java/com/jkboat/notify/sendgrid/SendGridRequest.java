package com.jkboat.notify.sendgrid;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.jkboat.notify.message.Attachment;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes a message as the JSON of mail/send; a pure function of message and options.
 *
 * <p>Of ours SendGrid gets the notification's id alone, as custom argument, because it keeps those for long.
 */
final class SendGridRequest {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;
    private final EmailMessage message;
    private final SendGridOptions options;

    private SendGridRequest(JsonGenerator json, EmailMessage message, SendGridOptions options) {
        this.json = json;
        this.message = message;
        this.options = options;
    }

    /**
     * Writes the whole request.
     *
     * @throws IllegalArgumentException if an address has a domain that cannot be written in ASCII
     */
    static byte[] json(EmailMessage message, SendGridOptions options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            new SendGridRequest(json, message, options).write();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return out.toByteArray();
    }

    private void write() throws IOException {
        json.writeStartObject();
        writeRecipient();
        writeAddress("from", message.from());
        if (message.replyTo().isPresent()) {
            writeAddress("reply_to", message.replyTo().get());
        }
        writeText("subject", message.subject());
        writeContent();
        writeAttachments();
        writeHeaders();
        writeCategories();
        writeSettings();
        json.writeEndObject();
    }

    private void writeRecipient() throws IOException {
        json.writeArrayFieldStart("personalizations");
        json.writeStartObject();
        json.writeArrayFieldStart("to");
        writeAddress(message.to());
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeObjectFieldStart("custom_args");
        json.writeStringField("notify_id", message.notificationId().toString());
        json.writeEndObject();
    }

    /** The order is SendGrid's rule: text, HTML, others; none may be empty. */
    private void writeContent() throws IOException {
        json.writeArrayFieldStart("content");
        if (!message.text().isEmpty() || message.html().isEmpty()) {
            writePart("text/plain", message.text().isEmpty() ? "\n" : message.text());
        }
        if (message.html().isPresent() && !message.html().get().isEmpty()) {
            writePart("text/html", message.html().get());
        }
        if (message.calendar().isPresent()) {
            // Exactly this form: SendGrid refuses every other parameter.
            writePart(
                    "text/calendar; method=" + message.calendar().get().method(),
                    message.calendar().get().iCalendar());
        }
        json.writeEndArray();
    }

    private void writePart(String type, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
        writeText("value", text);
        json.writeEndObject();
    }

    private void writeAttachments() throws IOException {
        if (message.attachments().isEmpty() && message.calendar().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("attachments");
        if (message.calendar().isPresent()) {
            byte[] invite = message.calendar().get().iCalendar().getBytes(StandardCharsets.UTF_8);
            writeAttachment(Attachment.file("invite.ics", "application/ics", invite));
        }
        for (Attachment attachment : message.attachments()) {
            writeAttachment(attachment);
        }
        json.writeEndArray();
    }

    private void writeAttachment(Attachment attachment) throws IOException {
        json.writeStartObject();
        json.writeStringField("filename", FileNames.ascii(attachment.fileName()));
        json.writeStringField("type", attachment.contentType().replaceFirst(";.*", ""));
        json.writeStringField("disposition", attachment.contentId().isPresent() ? "inline" : "attachment");
        if (attachment.contentId().isPresent()) {
            json.writeStringField("content_id", attachment.contentId().get());
        }
        ByteBuffer content = attachment.content();
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        json.writeBinaryField("content", bytes);
        json.writeEndObject();
    }

    private void writeHeaders() throws IOException {
        json.writeObjectFieldStart("headers");
        json.writeStringField("Message-ID", "<" + message.notificationId() + "@" + domain(message.from()) + ">");
        for (Map.Entry<String, String> header : message.headers().entrySet()) {
            json.writeStringField(header.getKey(), HeaderWords.encode(header.getValue()));
        }
        json.writeEndObject();
    }

    private void writeCategories() throws IOException {
        if (!options.categories().isEmpty()) {
            json.writeArrayFieldStart("categories");
            for (String category : options.categories()) {
                json.writeString(category);
            }
            json.writeEndArray();
        }
    }

    private void writeSettings() throws IOException {
        json.writeObjectFieldStart("tracking_settings");
        writeSwitch("click_tracking", options.tracking() == SendGridTracking.OPENS_AND_CLICKS);
        writeSwitch("open_tracking", options.tracking() != SendGridTracking.OFF);
        json.writeEndObject();
        if (options.mode() == SendGridMode.SANDBOX) {
            json.writeObjectFieldStart("mail_settings");
            writeSwitch("sandbox_mode", true);
            json.writeEndObject();
        }
    }

    private void writeSwitch(String name, boolean on) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeBooleanField("enable", on);
        json.writeEndObject();
    }

    private void writeAddress(String name, EmailAddress address) throws IOException {
        json.writeFieldName(name);
        writeAddress(address);
    }

    private void writeAddress(EmailAddress address) throws IOException {
        json.writeStartObject();
        json.writeStringField("email", address.localPart() + "@" + domain(address));
        if (address.name().isPresent()) {
            writeText("name", address.name().get());
        }
        json.writeEndObject();
    }

    /** Bytes are handed over, as the writer for text throws on half of a surrogate pair. */
    private void writeText(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        json.writeFieldName(name);
        json.writeUTF8String(bytes, 0, bytes.length);
    }

    /** The exception of the JDK may repeat the domain. */
    private static String domain(EmailAddress address) {
        try {
            return IDN.toASCII(address.domain());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a domain cannot be written in ASCII", e);
        }
    }
}
