package com.jkboat.notify.core.template;

import java.util.Optional;

/**
 * One tag of a template.
 *
 * @param place file, line and column
 * @param sigil what stands between the braces and the first word, such as {@code #} or {@code >}; mostly empty
 * @param body the rest, without the closing braces
 */
record Tag(String place, String sigil, String body) {

    boolean includes() {
        return sigil.contains(">");
    }

    /** Returns the file an including tag names, empty for the content of a block. */
    Optional<String> partial() {
        return Optional.of(firstWord()).filter(word -> includes() && !word.startsWith("@"));
    }

    String firstWord() {
        return body.split("\\s+", 2)[0].replaceAll("[\"'~]", "");
    }
}
