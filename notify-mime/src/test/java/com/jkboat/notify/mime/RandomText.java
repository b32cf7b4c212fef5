package com.jkboat.notify.mime;

import java.util.List;
import java.util.random.RandomGenerator;

/** Makes text out of pieces that have broken mailers: scripts, line ends, blanks, dots, and mail syntax itself. */
final class RandomText {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 ";

    /** Fit for headers: nothing the message types refuse. */
    private static final List<String> WORDS = List.of(
            "Bokning",
            " ",
            "  ",
            "a",
            "Åsa Öberg",
            "Ελληνικά",
            "Привет мир",
            "日本語のメール",
            "🚤⛵️",
            "👩‍👩‍👧‍👦",
            "e\u0301\u0308",
            "שלום עולם",
            "مرحبا",
            "\u00A0",
            "\u00AD",
            "\uFEFF",
            "\u200B",
            "\u3000",
            "=",
            "=?",
            "?=",
            "=?UTF-8?Q?a?=",
            "=?utf-8?B?eA==?= =?x?Q?y?=",
            "_",
            "=3D",
            "\"",
            "\\",
            "\\\"",
            "'",
            "%",
            "%41",
            "*",
            ";",
            ":",
            ",",
            "<",
            ">",
            "(",
            ")",
            "[",
            "]",
            "@",
            ".",
            "..",
            "From ",
            "Bcc: x@example.org",
            "--",
            "~",
            "\uFFFD",
            "https://example.org/?a=b&c=d",
            "\uFFFF");

    /** Fit for bodies only. */
    private static final List<String> BODY_PIECES = List.of(
            "\uD83D",
            "\uDE00",
            "\uD83D\uDE00\uD83D",
            "\n",
            "\r\n",
            "\r",
            "\n\n",
            "\r\r\n",
            "\n\r",
            "\n.\n",
            "\r\n.\r\n",
            "\nFrom here",
            "\n.",
            "\t",
            " \n",
            "\t\r\n",
            " \r",
            "\u0000",
            "\u0007",
            "\u001B[0m",
            "\u007F",
            "\u0085",
            "\u2028",
            "\u202E",
            "\u2066",
            "=_",
            "\n--",
            "\n--=_0-",
            "=\n",
            "=\r\n",
            "=\r\n=\r\n");

    private final RandomGenerator random;

    RandomText(RandomGenerator random) {
        this.random = random;
    }

    /** Returns text for a header, from empty to {@code pieces} pieces; now and then very long without a blank. */
    String header(int pieces) {
        if (random.nextInt(200) == 0) {
            return "x".repeat(random.nextInt(12_000));
        }
        return join(pieces, 0);
    }

    /** Returns text for a body, with all kinds of line ends and control characters. */
    String body(int pieces) {
        return join(pieces, 4);
    }

    private String join(int pieces, int bodyTenths) {
        int strange = random.nextInt(11);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(pieces + 1); i > 0; i--) {
            if (random.nextInt(10) >= strange) {
                text.append(ascii(random.nextInt(90)));
            } else {
                text.append(any(random.nextInt(10) < bodyTenths ? BODY_PIECES : WORDS));
            }
        }
        if (bodyTenths > 0 && random.nextInt(50) == 0) {
            text.append(ascii(3000));
        }
        return text.toString();
    }

    private String ascii(int length) {
        StringBuilder text = new StringBuilder();
        boolean blanks = random.nextInt(4) > 0;
        for (int i = 0; i < length; i++) {
            char c = LETTERS.charAt(random.nextInt(LETTERS.length()));
            text.append(c == ' ' && !blanks ? 'x' : c);
        }
        return text.toString();
    }

    private String any(List<String> pieces) {
        return pieces.get(random.nextInt(pieces.size()));
    }
}
