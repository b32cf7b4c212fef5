package com.jkboat.notify.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * How a command goes, on one line.
 *
 * @param doing what it does, in a word
 * @param share how much of it is done, 0 to 1; empty when that cannot be known
 * @param counts what was counted
 * @param perSecond how fast it goes
 * @param secondsLeft about how long it still takes; empty when that cannot be known
 * @param note what holds it up; may be empty
 */
record ProgressLine(
        String doing, OptionalDouble share, String counts, double perSecond, OptionalDouble secondsLeft, String note) {

    private static final int SHORTEST_BAR = 10;
    private static final int LONGEST_BAR = 40;
    private static final String GAP = "  ";

    /**
     * A part of the line.
     *
     * @param order in which parts are left out of a line that is too long, the highest first
     */
    private record Word(String text, int order) {}

    /** Returns all of it, for a log. */
    String plain() {
        return doing + ": " + text(words(), ", ");
    }

    /** Returns as much of it as fits into a window of that many columns, the bar as long as there is room. */
    String fitted(int columns) {
        int room = columns - 1; // a character in the last column makes some terminals begin a new line
        List<Word> words = words();
        while (words.size() > 1
                && doing.length() + GAP.length() + text(words, GAP).length() > room) {
            words.remove(Collections.max(words, Comparator.comparingInt(Word::order)));
        }
        String text = text(words, GAP);
        String line = doing + bar(room - doing.length() - GAP.length() - text.length()) + GAP + text;
        return line.substring(0, Math.max(0, Math.min(line.length(), room)));
    }

    private List<Word> words() {
        List<Word> words = new ArrayList<>();
        share.ifPresent(part -> words.add(new Word((int) (100 * part) + " %", 1)));
        words.add(new Word(counts, 3));
        if (note.isEmpty()) {
            if (perSecond >= 0.5) {
                words.add(new Word(String.format(Locale.ROOT, "%,.0f/s", perSecond), 4));
            }
            secondsLeft.ifPresent(seconds -> words.add(new Word(duration(Math.round(seconds)) + " left", 2)));
        } else {
            words.add(new Word(note, 2));
        }
        return words;
    }

    private static String text(List<Word> words, String between) {
        return words.stream().map(Word::text).collect(Collectors.joining(between));
    }

    /** Returns a bar with the gap before it; nothing where it would be too short to say anything. */
    private String bar(int room) {
        int width = Math.min(LONGEST_BAR, room - GAP.length() - 2);
        if (share.isEmpty() || width < SHORTEST_BAR) {
            return "";
        }
        int filled = (int) (width * Math.min(1, share.getAsDouble()));
        return GAP + "[" + "#".repeat(filled) + ".".repeat(width - filled) + "]";
    }

    private static String duration(long seconds) {
        if (seconds < 90) {
            return Math.max(1, seconds) + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        return minutes < 90 ? minutes + " min" : Math.round(minutes / 60.0) + " h";
    }
}
