package com.jkboat.notify.faults;

import java.util.Locale;

/** What goes wrong with one message; travels in its event and its subject line, so that every process obeys it. */
enum Fault {
    NONE,
    /** The provider refuses it for good. */
    REFUSED,
    /** The provider takes it and the answer is lost. */
    ANSWER_LOST,
    /** The provider asks to try later, always. */
    DEFERRED,
    /** The process ends on the spot while it is handed to the provider, before the provider takes it. */
    HALTS_IN_SEND,
    /** The process ends on the spot while it is prepared. */
    HALTS_IN_ENRICH;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Fault ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
