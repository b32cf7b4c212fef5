package com.jkboat.notify.core.template;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.select.NodeTraversor;

/** The part of a message that text-only clients show. */
final class TextBody {

    private static final Pattern TRAILING_BLANKS = Pattern.compile("[ \\t]+(?=\\n|$)");
    private static final Pattern BLANK_LINES = Pattern.compile("\\n{3,}");

    private TextBody() {}

    /** Takes out trailing blanks and all but one of several empty lines, and ends with one line feed. */
    static String tidy(String raw) {
        String lines = TRAILING_BLANKS
                .matcher(raw.replace("\r\n", "\n").replace('\r', '\n'))
                .replaceAll("");
        return BLANK_LINES.matcher(lines).replaceAll("\n\n").strip() + "\n";
    }

    /** Says in text what the HTML says, links and lists included, without what it hides. */
    static String fromHtml(String html) {
        TextVisitor visitor = new TextVisitor();
        NodeTraversor.filter(visitor, Jsoup.parse(html).body());
        return tidy(visitor.text());
    }
}
