package com.jkboat.notify.mime;

import com.jkboat.notify.message.Attachment;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a recipient's software makes of a mail; both parsers and the message itself are brought to this form. */
record ReadMail(
        Map<String, String> headers,
        Optional<String> text,
        Optional<String> html,
        Optional<Calendar> calendar,
        List<Content> files) {

    record Calendar(String method, String iCalendar) {}

    record Content(String fileName, String type, String contentId, ByteBuffer content) {}

    /** Collects what a parser finds, part by part in the order of the mail. */
    static final class Builder {

        private final Map<String, String> headers = new LinkedHashMap<>();
        private Optional<String> text = Optional.empty();
        private Optional<String> html = Optional.empty();
        private Optional<Calendar> calendar = Optional.empty();
        private final List<Content> files = new ArrayList<>();

        void header(String name, String value) {
            headers.merge(name, value, (a, b) -> a + " and " + b);
        }

        /** Adds a text part; {@code method} is the calendar's parameter, empty for the others. */
        void text(String type, String method, byte[] content) {
            String body = new String(content, StandardCharsets.UTF_8);
            switch (type) {
                case "text/plain" -> text = Optional.of(body);
                case "text/html" -> html = Optional.of(body);
                case "text/calendar" -> calendar = Optional.of(new Calendar(method, body));
                default -> throw new AssertionError("unexpected part " + type);
            }
        }

        void file(String fileName, String type, String contentId, byte[] content) {
            files.add(new Content(fileName, type, contentId, ByteBuffer.wrap(content)));
        }

        /** A mail of text alone may gain one line end, so that its last line is ended. */
        ReadMail build() {
            boolean single = html.isEmpty() && calendar.isEmpty() && files.isEmpty();
            Optional<String> body =
                    single ? text.map(t -> t.endsWith("\r\n") ? t.substring(0, t.length() - 2) : t) : text;
            return new ReadMail(headers, body, html, calendar, files);
        }
    }

    /** Returns what must be read when a message was composed. */
    static ReadMail expectedOf(EmailMessage message) {
        Builder mail = new Builder();
        mail.header("from", address(message.from()));
        mail.header("to", address(message.to()));
        message.replyTo().ifPresent(replyTo -> mail.header("reply-to", address(replyTo)));
        mail.header("message-id", "<" + message.messageId() + ">");
        mail.header("date", message.date().toString());
        mail.header("subject", scalars(message.subject()));
        message.headers().forEach((name, value) -> mail.header(name, scalars(value)));
        mail.text("text/plain", "", canonical(message.text()));
        message.html().ifPresent(html -> mail.text("text/html", "", canonical(html)));
        message.calendar().ifPresent(invite -> {
            mail.text("text/calendar", invite.method().name(), canonical(invite.iCalendar()));
        });
        boolean html = message.html().isPresent();
        message.attachments().stream()
                .filter(a -> html && a.contentId().isPresent())
                .forEach(a -> file(a, mail));
        message.calendar().ifPresent(invite -> {
            mail.file("invite.ics", "application/ics", "", canonical(invite.iCalendar()));
        });
        message.attachments().stream()
                .filter(a -> !html || a.contentId().isEmpty())
                .forEach(a -> file(a, mail));
        return mail.build();
    }

    private static void file(Attachment attachment, Builder mail) {
        byte[] content = new byte[attachment.content().remaining()];
        attachment.content().get(content);
        mail.file(
                scalars(attachment.fileName()),
                attachment.contentType().replaceAll(";.*", ""),
                attachment.contentId().map(id -> "<" + id + ">").orElse(""),
                content);
    }

    static String address(EmailAddress address) {
        return address(address.name().map(ReadMail::scalars).orElse(""), address.address());
    }

    static String address(String name, String address) {
        return name + " | " + address;
    }

    private static byte[] canonical(String text) {
        return scalars(text.replaceAll("\r\n|\r|\n", "\r\n")).getBytes(StandardCharsets.UTF_8);
    }

    /** Replaces halves of surrogate pairs. */
    private static String scalars(String text) {
        return text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
