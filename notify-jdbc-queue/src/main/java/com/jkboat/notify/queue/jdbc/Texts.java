package com.jkboat.notify.queue.jdbc;

/** Texts for people, made to fit their column. */
final class Texts {

    private Texts() {}

    static String fit(String text, int most) {
        String clean = text.replace('\0', ' ');
        return clean.length() <= most ? clean : clean.substring(0, most);
    }
}
