package com.jkboat.notify.smtp;

import com.jkboat.notify.message.EmailAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes words of a server fit for details: one line, capped, without anybody's address and without paths of links. */
final class ReplyText {

    private static final int MAX_LENGTH = 200;
    private static final int SHORTEST_LOCAL_PART = 3;

    /** Anything around an at sign, as such or encoded in a link. */
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>\"'(),;]*(?:@|\uFF20|%40|=40)[^\\s<>\"'(),;]*", Pattern.CASE_INSENSITIVE);

    /** A link may be one of the message; its server alone tells nothing. */
    private static final Pattern LINK = Pattern.compile("(https?://[^\\s/?#]+)[/?#]\\S*", Pattern.CASE_INSENSITIVE);

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");

    private ReplyText() {}

    /** Cleans a text that cannot be about anybody in particular. */
    static String clean(String text) {
        String line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        String safe = LINK.matcher(ADDRESS.matcher(line).replaceAll("***")).replaceAll("$1/…");
        return safe.length() <= MAX_LENGTH ? safe : safe.substring(0, MAX_LENGTH) + "…";
    }

    /** Cleans what was said about a recipient, whose local part servers like to repeat alone. */
    static String clean(String text, EmailAddress recipient) {
        String local = recipient.localPart();
        if (local.length() < SHORTEST_LOCAL_PART) {
            return clean(text);
        }
        Pattern alone = Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + Pattern.quote(local) + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return clean(alone.matcher(clean(text)).replaceAll(Matcher.quoteReplacement("***")));
    }
}
