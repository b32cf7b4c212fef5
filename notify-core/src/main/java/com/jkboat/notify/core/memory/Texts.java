package com.jkboat.notify.core.memory;

import com.jkboat.notify.message.HeaderText;
import java.util.Optional;

/** Makes texts for people fit to be kept, as every audit store does: one line each, and not too long. */
final class Texts {

    private static final int MAX_TEXT = 2000;
    private static final int MAX_ACTOR = 200;

    private Texts() {}

    static String line(String text) {
        return HeaderText.clean(text, MAX_TEXT);
    }

    static Optional<String> line(Optional<String> text) {
        return text.map(Texts::line);
    }

    static String actor(String text) {
        return HeaderText.clean(text, MAX_ACTOR);
    }
}
