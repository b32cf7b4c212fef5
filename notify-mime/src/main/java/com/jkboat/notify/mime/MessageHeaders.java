package com.jkboat.notify.mime;

import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;

/** Writes the headers of the message itself; those of its outermost part follow in {@link BodyWriter}. */
final class MessageHeaders {

    private static final byte[] DATE = Ascii.bytes("Date: ");
    private static final byte[] FROM = Ascii.bytes("From:");
    private static final byte[] TO = Ascii.bytes("To:");
    private static final byte[] REPLY_TO = Ascii.bytes("Reply-To:");
    private static final byte[] MESSAGE_ID = Ascii.bytes("Message-ID:");
    private static final byte[] SUBJECT = Ascii.bytes("Subject:");
    private static final byte[] MIME_VERSION = Ascii.bytes("MIME-Version: 1.0\r\n");

    /** A name and its colon must fit on one line, for they cannot be folded. */
    private static final int LONGEST_NAME = HeaderValue.LONGEST_LINE - 1;

    private MessageHeaders() {}

    static void write(EmailMessage message, ByteSink out) {
        out.put(DATE);
        MailDate.write(message.date(), out);
        out.crlf();
        address(FROM, message.from(), out);
        address(TO, message.to(), out);
        message.replyTo().ifPresent(replyTo -> address(REPLY_TO, replyTo, out));
        out.put(MESSAGE_ID);
        AddressHeader.writeId(message.messageId(), out);
        out.put(SUBJECT);
        HeaderValue.write(message.subject(), out);
        message.headers().forEach((name, value) -> custom(name, value, out));
        out.put(MIME_VERSION);
    }

    private static void address(byte[] name, EmailAddress address, ByteSink out) {
        out.put(name);
        AddressHeader.write(address, out);
    }

    private static void custom(String name, String value, ByteSink out) {
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "a header name must be at most %d characters long".formatted(LONGEST_NAME));
        }
        out.printable(name);
        out.put(':');
        HeaderValue.write(value, out);
    }
}
