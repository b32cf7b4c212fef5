package com.jkboat.notify.template;

import java.util.regex.Pattern;

/** The form of a path inside a template source. */
final class TemplatePath {

    private static final String NAME = "[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*";
    private static final Pattern INSIDE = Pattern.compile(NAME + "(?:/" + NAME + ")*");

    /** Longer paths are refused before the pattern sees them. */
    private static final int MAX_LENGTH = 300;

    private TemplatePath() {}

    static boolean isInside(String path) {
        return path.length() <= MAX_LENGTH && INSIDE.matcher(path).matches();
    }
}
