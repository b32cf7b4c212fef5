package com.jkboat.notify.mime;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** Reads a mail with Angus Mail. */
final class AngusReader {

    private static final Session SESSION = Session.getInstance(utf8Allowed());

    private AngusReader() {}

    static ReadMail read(byte[] bytes) {
        try {
            MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(bytes));
            ReadMail.Builder mail = new ReadMail.Builder();
            readHeaders(message, mail);
            readPart(message, mail);
            return mail.build();
        } catch (MessagingException | IOException e) {
            throw new AssertionError("Angus Mail cannot read it", e);
        }
    }

    private static void readHeaders(MimeMessage message, ReadMail.Builder mail) throws MessagingException, IOException {
        mail.header("from", address(message.getHeader("From", null)));
        mail.header("to", address(message.getHeader("To", null)));
        if (message.getHeader("Reply-To") != null) {
            mail.header("reply-to", address(message.getHeader("Reply-To", null)));
        }
        mail.header("message-id", message.getMessageID());
        mail.header("date", message.getSentDate().toInstant().toString());
        mail.header("subject", Optional.ofNullable(message.getSubject()).orElse(""));
        for (var header : Collections.list(message.getAllHeaders())) {
            if (header.getName().startsWith("X-")) {
                mail.header(header.getName(), MimeUtility.decodeText(MimeUtility.unfold(header.getValue())));
            }
        }
    }

    private static String address(String header) throws MessagingException {
        InternetAddress[] addresses = InternetAddress.parseHeader(header, true);
        if (addresses.length != 1) {
            throw new AssertionError("not one address but " + addresses.length);
        }
        return ReadMail.address(Optional.ofNullable(addresses[0].getPersonal()).orElse(""), addresses[0].getAddress());
    }

    private static void readPart(MimePart part, ReadMail.Builder mail) throws MessagingException, IOException {
        if (part.getContent() instanceof MimeMultipart multipart) {
            if (!multipart.isComplete()) {
                throw new AssertionError("a multipart is not closed");
            }
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart child = multipart.getBodyPart(i);
                readPart((MimePart) child, mail);
            }
            return;
        }
        ContentType type = new ContentType(part.getContentType());
        byte[] content = part.getInputStream().readAllBytes();
        if (part.getDisposition() == null) {
            String method = Optional.ofNullable(type.getParameter("method")).orElse("");
            mail.text(type.getBaseType().toLowerCase(Locale.ROOT), method, content);
        } else {
            mail.file(
                    fileName(part),
                    type.getBaseType(),
                    Optional.ofNullable(part.getContentID()).orElse(""),
                    content);
        }
    }

    private static String fileName(Part part) throws MessagingException {
        return Optional.ofNullable(part.getFileName()).orElse("");
    }

    private static Properties utf8Allowed() {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        return properties;
    }
}
