package com.jkboat.notify.benchmark;

import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import java.util.Properties;

/** The same mail by way of Jakarta Mail, as an application without a composer of its own writes it. */
public final class AngusComposer {

    private static final Session SESSION = Session.getInstance(new Properties());
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private AngusComposer() {}

    /** Returns the message as Jakarta Mail writes it. */
    public static byte[] compose(EmailMessage mail) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(SESSION);
        message.setFrom(address(mail.from()));
        message.setRecipient(RecipientType.TO, address(mail.to()));
        if (mail.replyTo().isPresent()) {
            message.setReplyTo(new InternetAddress[] {address(mail.replyTo().get())});
        }
        message.setSubject(mail.subject(), UTF_8);
        message.setSentDate(Date.from(mail.date()));
        for (Map.Entry<String, String> header : mail.headers().entrySet()) {
            message.setHeader(header.getKey(), header.getValue());
        }
        message.setContent(alternative(mail));
        message.saveChanges();
        message.setHeader("Message-ID", "<" + mail.messageId() + ">");
        ByteArrayOutputStream out = new ByteArrayOutputStream(32 * 1024);
        message.writeTo(out);
        return out.toByteArray();
    }

    private static MimeMultipart alternative(EmailMessage mail) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html().orElseThrow(), UTF_8, "html");
        MimeMultipart alternative = new MimeMultipart("alternative");
        alternative.addBodyPart(text);
        alternative.addBodyPart(html);
        return alternative;
    }

    private static InternetAddress address(EmailAddress address) throws IOException {
        return new InternetAddress(address.address(), address.name().orElse(null), UTF_8);
    }
}
