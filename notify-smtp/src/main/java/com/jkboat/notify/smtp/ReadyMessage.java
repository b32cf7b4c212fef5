package com.jkboat.notify.smtp;

import jakarta.mail.Address;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;

/** Bytes that are a message already, in the form Jakarta Mail transports; nothing about them is changed. */
final class ReadyMessage extends MimeMessage {

    private final byte[] bytes;
    private final InternetAddress envelopeFrom;

    ReadyMessage(Session session, byte[] bytes, InternetAddress envelopeFrom) {
        super(session);
        this.bytes = bytes;
        this.envelopeFrom = envelopeFrom;
    }

    @Override
    public Address[] getFrom() {
        return new Address[] {envelopeFrom};
    }

    @Override
    public void writeTo(OutputStream out, String[] ignoredHeaders) throws IOException {
        out.write(bytes);
    }
}
