package com.jkboat.notify.testkit.smtp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A message whose final dot reached the scripted server.
 *
 * @param mailParameters what followed the sender in the MAIL command, such as {@code SIZE=1000 SMTPUTF8}; may be empty
 * @param content the bytes of the message without dot-stuffing and without the final dot
 * @param user who had logged in, if anyone
 * @param secured whether it came over TLS
 * @since 0.1
 */
@SuppressWarnings("ArrayRecordComponent") // compared byte by byte by those who test for it
public record ReceivedMail(
        String sender,
        List<String> recipients,
        String mailParameters,
        byte[] content,
        Optional<String> user,
        boolean secured) {

    public ReceivedMail {
        recipients = List.copyOf(recipients);
    }

    /** Returns the content as text, read as UTF-8. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** Finds the value of a header that stands on one line; the first of that name. */
    public Optional<String> header(String name) {
        String prefix = name + ":";
        return text().lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.regionMatches(true, 0, prefix, 0, prefix.length()))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst();
    }

    @Override
    public String toString() {
        return "ReceivedMail[" + content.length + " bytes to " + recipients.size() + "]";
    }
}
