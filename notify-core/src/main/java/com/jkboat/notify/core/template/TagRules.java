package com.jkboat.notify.core.template;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What template files may not do, checked before any value is known. */
enum TagRules {
    /** For mails that are read by a browser engine. */
    HTML {
        @Override
        void check(Script script) {
            checkTags(script);
            refuse(script, UNQUOTED, "an attribute filled by a tag must stand in quotes");
            checkAddresses(script);
        }
    },
    /** For subjects and text. */
    PLAIN {
        @Override
        void check(Script script) {
            checkTags(script);
        }
    };

    private static final Pattern UNQUOTED =
            Pattern.compile("<[A-Za-z](?:\"[^\"]*\"|'[^']*'|[^\"'<>])*?=\\s*" + Script.HOLE);
    private static final Pattern ADDRESS = Pattern.compile(
            "\\b(?:href|src|action|background)\\s*=\\s*[\"']\\s*\\{\\{~?\\s*(?<function>[^\\s}]+)",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> OWN_WORDS = Set.of("url", "#if", "#unless", "#each", "#with", "#eq");

    abstract void check(Script script);

    private static void checkTags(Script script) {
        for (Tag tag : script.tags()) {
            ruleBrokenBy(tag).ifPresent(rule -> {
                throw new RefusedTag(tag, rule);
            });
        }
    }

    private static Optional<String> ruleBrokenBy(Tag tag) {
        if (tag.sigil().contains("{") || tag.sigil().contains("&")) {
            return Optional.of("a value must not be put out raw: use {{name}}, not {{{name}}} or {{&name}}");
        }
        if (tag.sigil().contains("=") || tag.sigil().contains("*")) {
            return Optional.of("a template must not change delimiters or use decorators");
        }
        boolean named = tag.partial()
                .filter(name -> !name.matches("[a-z0-9_-]+(/[a-z0-9_-]+)*"))
                .isEmpty();
        return named
                ? Optional.empty()
                : Optional.of("a partial must be named by its path, such as _partials/footer, not chosen by data");
    }

    private static void checkAddresses(Script script) {
        Matcher matcher = ADDRESS.matcher(script.text());
        while (matcher.find()) {
            if (!OWN_WORDS.contains(matcher.group("function"))) {
                throw new RefusedTag(
                        script.file(),
                        "an address must begin with text or with {{url ...}}: "
                                + matcher.group().strip() + "...");
            }
        }
    }

    private static void refuse(Script script, Pattern pattern, String rule) {
        if (pattern.matcher(script.markup()).find()) {
            throw new RefusedTag(script.file(), rule);
        }
    }
}
