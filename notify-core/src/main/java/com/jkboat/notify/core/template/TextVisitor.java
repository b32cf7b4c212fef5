package com.jkboat.notify.core.template;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Walks an HTML document and writes down what a reader would see, wrapped at 76 characters. */
final class TextVisitor implements NodeFilter {

    private static final int WIDTH = 76;
    private static final Set<String> UNSEEN = Set.of("script", "style", "head", "title", "template");
    private static final Set<String> PARAGRAPHS =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "table", "hr");
    private static final Set<String> LINES = Set.of("div", "tr", "li", "section", "header", "footer", "br");

    private final StringBuilder text = new StringBuilder();
    private int lineStart;

    String text() {
        return text.toString();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode words) {
            write(words.text());
        } else if (node instanceof Element element) {
            if (isHidden(element)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            begin(element);
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            end(element);
        }
        return FilterResult.CONTINUE;
    }

    private static boolean isHidden(Element element) {
        String style = element.attr("style").replace(" ", "").toLowerCase(Locale.ROOT);
        return UNSEEN.contains(element.normalName()) || element.hasAttr("hidden") || style.contains("display:none");
    }

    private void begin(Element element) {
        breakBefore(element.normalName());
        if (element.normalName().equals("li")) {
            write("- ");
        } else if (element.normalName().equals("img")) {
            write(element.attr("alt"));
        }
    }

    private void end(Element element) {
        String name = element.normalName();
        if (name.equals("a")) {
            writeTarget(element);
        } else if (name.equals("td") || name.equals("th")) {
            write(" ");
        } else if (!name.equals("br")) {
            breakBefore(name);
        }
    }

    private void writeTarget(Element link) {
        String target = link.attr("href").replaceFirst("^(mailto:|tel:)", "");
        boolean told = target.isEmpty()
                || target.startsWith("#")
                || target.equals(link.text().strip());
        write(told ? "" : " (" + target + ")");
    }

    private void breakBefore(String name) {
        if (PARAGRAPHS.contains(name)) {
            newLines(2);
        } else if (LINES.contains(name)) {
            newLines(name.equals("br") ? endingNewLines() + 1 : 1);
        }
    }

    private void newLines(int wanted) {
        for (int present = endingNewLines(); present < wanted && !text.isEmpty(); present++) {
            text.append('\n');
        }
        lineStart = text.length();
    }

    private int endingNewLines() {
        int count = 0;
        while (count < text.length() && text.charAt(text.length() - 1 - count) == '\n') {
            count++;
        }
        return count;
    }

    private void write(String words) {
        if (words.startsWith(" ")) {
            space();
        }
        for (String word : words.strip().split("\\s+", -1)) {
            if (text.length() - lineStart + word.length() > WIDTH && text.length() > lineStart) {
                newLines(1);
            }
            text.append(word);
            space();
        }
        if (!words.endsWith(" ") && endsWithSpace()) {
            text.setLength(text.length() - 1);
        }
    }

    private void space() {
        if (text.length() > lineStart && !endsWithSpace()) {
            text.append(' ');
        }
    }

    private boolean endsWithSpace() {
        return !text.isEmpty() && text.charAt(text.length() - 1) == ' ';
    }
}
