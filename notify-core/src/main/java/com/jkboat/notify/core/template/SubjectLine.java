package com.jkboat.notify.core.template;

/** Makes one clean line of whatever a subject template gave. */
final class SubjectLine {

    /** Longer subjects are cut; mail clients show some 70 characters. */
    static final int MAX_LENGTH = 250;

    private SubjectLine() {}

    /** Takes out control characters and marks that turn text around, and makes one space of any white space. */
    static String clean(String raw) {
        StringBuilder line = new StringBuilder(raw.length());
        raw.codePoints().filter(c -> !Values.turnsText(c)).forEach(c -> {
            if (!isBlank(c)) {
                line.appendCodePoint(c);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        });
        return cut(line.toString().strip());
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    private static String cut(String line) {
        if (line.length() <= MAX_LENGTH) {
            return line;
        }
        int end = MAX_LENGTH - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end)
                        .strip() + "…";
    }
}
