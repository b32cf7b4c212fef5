package com.jkboat.notify.core.template;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which of a template's languages a recipient gets, and how numbers and dates are written in it. */
final class Languages {

    private Languages() {}

    /** Prefers the very locale, then the bare language, then any region of the language, then the template's first. */
    static Locale choose(List<Locale> available, Locale wanted) {
        return Optional.of(wanted)
                .filter(available::contains)
                .or(() ->
                        Optional.of(Locale.forLanguageTag(wanted.getLanguage())).filter(available::contains))
                .or(() -> available.stream()
                        .filter(locale -> locale.getLanguage().equals(wanted.getLanguage()))
                        .findFirst())
                .orElse(available.get(0));
    }

    /**
     * Prefers the recipient's region where the language is the same: US readers get US dates in an English mail. English
     * without a region is written the British way: the JDK would take it for the US one, with 6:00 PM.
     */
    static Locale formats(Locale chosen, Locale wanted) {
        boolean sameLanguage = chosen.getLanguage().equals(wanted.getLanguage());
        Locale customs = sameLanguage && !wanted.getCountry().isEmpty() ? wanted : chosen;
        return customs.equals(Locale.ENGLISH) ? Locale.UK : customs;
    }
}
