package com.jkboat.notify.smtp;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds in the words of acceptance the name by which the server knows the message. */
final class QueueId {

    private static final int MAX_LENGTH = 200;

    /**
     * Postfix and its kin; Exim ({@code id=}) and Exchange ({@code InternalId=}); sendmail and OpenSMTPD; Gmail; qmail; SES
     * and other bare answers, where a digit tells an id from a word.
     */
    private static final List<Pattern> FORMS = Stream.of(
                    "queued as <?([^\\s>;,]+)",
                    "\\b(?:internal)?id=<?([^\\s>;,\\]]+)",
                    "^([a-z0-9]{8,}) message accepted",
                    "^ok\\s+\\d+ (\\S+) - gsmtp",
                    "^ok (\\d+ qp \\d+)",
                    "^ok:?\\s+<?((?=\\S*\\d)[^\\s>]+)>?$")
            .map(form -> Pattern.compile(form, Pattern.CASE_INSENSITIVE))
            .toList();

    private QueueId() {}

    /** Returns the id; empty text where the server told none. */
    static String in(String text) {
        for (Pattern form : FORMS) {
            Matcher matcher = form.matcher(text);
            if (matcher.find() && matcher.group(1).length() <= MAX_LENGTH) {
                return matcher.group(1);
            }
        }
        return "";
    }
}
