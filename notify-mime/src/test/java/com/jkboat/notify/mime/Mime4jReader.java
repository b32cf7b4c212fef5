package com.jkboat.notify.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.dom.field.ContentTypeField;
import org.apache.james.mime4j.dom.field.FieldName;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;

/** Reads a mail with Apache James mime4j, strictly: lines over 998 octets and malformed parts are errors. */
final class Mime4jReader {

    private static final MimeConfig STRICT = MimeConfig.custom()
            .setStrictParsing(true)
            .setMaxLineLen(1000)
            .setMaxHeaderLen(-1)
            .build();

    private Mime4jReader() {}

    static ReadMail read(byte[] bytes) {
        try {
            DefaultMessageBuilder builder = new DefaultMessageBuilder();
            builder.setMimeEntityConfig(STRICT);
            Message message = builder.parseMessage(new ByteArrayInputStream(bytes));
            ReadMail.Builder mail = new ReadMail.Builder();
            readHeaders(message, mail);
            readPart(message, mail);
            return mail.build();
        } catch (IOException e) {
            throw new AssertionError("mime4j cannot read it", e);
        }
    }

    private static void readHeaders(Message message, ReadMail.Builder mail) {
        mail.header("from", address(message.getFrom().get(0)));
        mail.header("to", address((Mailbox) message.getTo().get(0)));
        if (message.getReplyTo() != null) {
            mail.header("reply-to", address((Mailbox) message.getReplyTo().get(0)));
        }
        mail.header("message-id", message.getMessageId());
        mail.header("date", message.getDate().toInstant().toString());
        mail.header("subject", Optional.ofNullable(message.getSubject()).orElse(""));
        for (Field field : message.getHeader()) {
            if (field.getName().startsWith("X-")) {
                // the raw body keeps the blank of a fold right after the colon
                String body = field.getBody().stripLeading();
                mail.header(field.getName(), DecoderUtil.decodeEncodedWords(body, DecodeMonitor.STRICT));
            }
        }
    }

    private static String address(Mailbox mailbox) {
        return ReadMail.address(Optional.ofNullable(mailbox.getName()).orElse(""), mailbox.getAddress());
    }

    private static void readPart(Entity entity, ReadMail.Builder mail) throws IOException {
        if (entity.getBody() instanceof Multipart multipart) {
            for (Entity part : multipart.getBodyParts()) {
                readPart(part, mail);
            }
            return;
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ((SingleBody) entity.getBody()).writeTo(content);
        if (entity.getDispositionType() == null) {
            ContentTypeField type = (ContentTypeField) entity.getHeader().getField(FieldName.CONTENT_TYPE);
            String method = Optional.ofNullable(type.getParameter("method")).orElse("");
            mail.text(entity.getMimeType(), method, content.toByteArray());
        } else {
            Field id = entity.getHeader().getField("Content-ID");
            mail.file(
                    Optional.ofNullable(entity.getFilename()).orElse(""),
                    entity.getMimeType(),
                    id == null ? "" : id.getBody(),
                    content.toByteArray());
        }
    }
}
