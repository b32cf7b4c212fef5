package com.jkboat.notify.sendgrid;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Encodes header values as SendGrid wants them handed over: words of RFC 2047 wherever they are not ASCII. */
final class HeaderWords {

    /** So that a word has 75 characters at most (RFC 2047 2). */
    private static final int MOST_OCTETS = 45;

    private HeaderWords() {}

    static String encode(String value) {
        if (value.chars().allMatch(c -> c >= 0x20 && c < 0x7F)) {
            return value;
        }
        StringBuilder words = new StringBuilder();
        StringBuilder word = new StringBuilder();
        int octets = 0;
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            String character = Character.toString(value.codePointAt(i));
            int more = bytes(character).length;
            if (octets + more > MOST_OCTETS) {
                append(word, words);
                octets = 0;
            }
            word.append(character);
            octets += more;
        }
        append(word, words);
        return words.toString();
    }

    private static void append(StringBuilder word, StringBuilder words) {
        words.append(words.length() == 0 ? "" : " ")
                .append("=?UTF-8?B?")
                .append(Base64.getEncoder().encodeToString(bytes(word.toString())))
                .append("?=");
        word.setLength(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
