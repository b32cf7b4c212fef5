package com.jkboat.notify.smtp;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in the words of acceptance the name by which the server knows the message. */
final class QueueId {

    private static final int MAX_LENGTH = 200;

    /** Postfix and its kin; Exim ({@code id=}) and Exchange ({@code InternalId=}); SES and other bare answers. */
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("queued as <?([^\\s>;,]+)", Pattern.CASE_INSENSITIVE),
            Pattern.compile("\\b(?:internal)?id=<?([^\\s>;,\\]]+)", Pattern.CASE_INSENSITIVE),
            Pattern.compile("^ok:?\\s+<?([^\\s>]+)>?$", Pattern.CASE_INSENSITIVE));

    private QueueId() {}

    /** Returns the id, or the cleaned text where no form fits; empty when the server said nothing but OK. */
    static String in(String text) {
        for (Pattern form : FORMS) {
            Matcher matcher = form.matcher(text);
            if (matcher.find() && matcher.group(1).length() <= MAX_LENGTH) {
                return matcher.group(1);
            }
        }
        String words = text.replaceFirst("(?i)^ok\\b[:,]?\\s*", "");
        return ReplyText.clean(words);
    }
}
