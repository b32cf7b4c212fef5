package com.jkboat.notify.booking;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Works out which colour stands on which in a mail, the way a mail client does for the little CSS that mails use: inline
 * styles, and by night the classes of the dark style sheet, which win over them.
 */
record Colors(String name, Document page, Map<String, String> rulesOfClass) {

    private static final Pattern NIGHT =
            Pattern.compile("@media \\(prefers-color-scheme: dark\\) \\{(.*?)\\n\\}", Pattern.DOTALL);
    private static final Pattern RULE = Pattern.compile("\\.(\\w+) \\{([^}]*)\\}");

    static List<Colors> dayAndNight(Document page) {
        Matcher night = NIGHT.matcher(page.select("style").html());
        if (!night.find()) {
            throw new AssertionError("there is no dark style sheet");
        }
        Map<String, String> dark = new HashMap<>();
        RULE.matcher(night.group(1)).results().forEach(rule -> dark.put(rule.group(1), rule.group(2)));
        return List.of(new Colors("day", page, Map.of()), new Colors("night", page, dark));
    }

    /** Returns the contrast of every visible text, by the text. */
    Map<String, Double> contrasts() {
        Map<String, Double> contrasts = new LinkedHashMap<>();
        page.body().getAllElements().stream()
                .filter(element -> !element.ownText().replace('\u00A0', ' ').isBlank())
                .filter(element -> element.parents().stream().noneMatch(Colors::isHidden) && !isHidden(element))
                .forEach(element -> contrasts.merge(element.ownText().strip(), contrast(element), Math::min));
        return contrasts;
    }

    private double contrast(Element element) {
        double ink = luminance(find("color", element));
        double paper = luminance(find("background-color", element));
        return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    }

    private String find(String property, Element element) {
        for (Element at = element; at != null; at = at.parent()) {
            Optional<String> value = own(property, at);
            if (value.isPresent()) {
                return value.get();
            }
        }
        throw new AssertionError("no " + property + " is set for \"" + element.ownText() + "\"");
    }

    private Optional<String> own(String property, Element element) {
        return element.classNames().stream()
                .map(name -> rulesOfClass.getOrDefault(name, ""))
                .flatMap(rules -> declared(property, rules).stream())
                .findFirst()
                .or(() -> declared(property, element.attr("style")));
    }

    private static Optional<String> declared(String property, String declarations) {
        return Pattern.compile("(?:^|;)\\s*" + property + ":\\s*(#[0-9a-f]{6})")
                .matcher(declarations)
                .results()
                .map(found -> found.group(1))
                .findFirst();
    }

    private static boolean isHidden(Element element) {
        return element.attr("style").contains("display:none");
    }

    /** WCAG 2.2, relative luminance. */
    private static double luminance(String color) {
        int rgb = Integer.parseInt(color.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xFF) + 0.0722 * linear(rgb & 0xFF);
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    @Override
    public String toString() {
        return "the colours of the " + name;
    }
}
