package com.jkboat.notify.smtp;

import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import jakarta.mail.Address;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.stream.Stream;

/** Bytes that are a message already, in the form Jakarta Mail transports; nothing about them is changed. */
final class ReadyMessage extends MimeMessage {

    private final byte[] bytes;
    private final EmailAddress sender;
    private final boolean needsUtf8;

    /**
     * Wraps bytes composed of a message.
     *
     * @param sender who gets the bounces
     */
    ReadyMessage(Session session, EmailMessage message, byte[] bytes, EmailAddress sender) {
        super(session);
        this.bytes = bytes;
        this.sender = sender;
        this.needsUtf8 = Stream.of(
                        Optional.of(message.from()), Optional.of(message.to()), message.replyTo(), Optional.of(sender))
                .flatMap(Optional::stream)
                .anyMatch(address -> !address.isAscii());
    }

    /** Tells whether an address in the envelope or in a header can be sent with SMTPUTF8 only. */
    boolean needsUtf8() {
        return needsUtf8;
    }

    int size() {
        return bytes.length;
    }

    @Override
    public Address[] getFrom() {
        return new Address[] {bare(sender)};
    }

    @Override
    public void writeTo(OutputStream out, String[] ignoredHeaders) throws IOException {
        out.write(bytes);
    }

    /** Turns an address into one of Jakarta Mail; it was checked when it was made. */
    static InternetAddress bare(EmailAddress address) {
        InternetAddress bare = new InternetAddress();
        bare.setAddress(address.address());
        return bare;
    }
}
