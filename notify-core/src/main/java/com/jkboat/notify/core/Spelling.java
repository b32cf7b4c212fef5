package com.jkboat.notify.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a misspelt name was meant to be. */
final class Spelling {

    private static final int MOST_MISTAKES = 2;

    private Spelling() {}

    /** Returns the known name that is most like the word; none where that takes more than two letters. */
    static Optional<String> closest(String word, Collection<String> known) {
        return known.stream()
                .filter(name -> mistakes(word, name) <= Math.min(MOST_MISTAKES, name.length() / 2))
                .min(Comparator.comparingInt(name -> mistakes(word, name)));
    }

    /** Counts the letters to add, to leave out or to change (Levenshtein). */
    private static int mistakes(String word, String name) {
        int[] row = new int[name.length() + 1];
        for (int j = 0; j <= name.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= word.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= name.length(); j++) {
                int changed = diagonal + (word.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[name.length()];
    }
}
