package com.jkboat.notify.core.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template file taken apart just far enough to see its tags; comments and escaped tags are left out.
 *
 * @param file its path in the source
 * @param markup the text with every tag replaced by {@link #HOLE}
 */
record Script(String file, String text, List<Tag> tags, String markup) {

    static final char HOLE = '\u0001';

    private static final Pattern TAG = Pattern.compile(
            "\\\\\\{\\{|\\{\\{~?!--.*?--~?\\}\\}|\\{\\{~?![^}]*\\}\\}"
                    + "|\\{\\{(?<sigil>[{~#^/>&=*!]*)\\s*(?<body>(?:\"[^\"]*\"|'[^']*'|[^}\"'])*)\\}*",
            Pattern.DOTALL);

    static Script of(String file, String text) {
        List<Tag> tags = new ArrayList<>();
        StringBuilder markup = new StringBuilder();
        Matcher matcher = TAG.matcher(text);
        while (matcher.find()) {
            boolean tag = matcher.group("body") != null;
            if (tag) {
                tags.add(tagAt(file, text, matcher));
            }
            matcher.appendReplacement(markup, tag ? String.valueOf(HOLE) : "");
        }
        matcher.appendTail(markup);
        return new Script(file, text, List.copyOf(tags), markup.toString());
    }

    private static Tag tagAt(String file, String text, Matcher matcher) {
        int start = matcher.start();
        int line = 1
                + (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
        int column = start - text.lastIndexOf('\n', start - 1);
        String sigil = matcher.group("sigil").replace("~", "");
        return new Tag(
                file + ":" + line + ":" + column, sigil, matcher.group("body").strip());
    }
}
