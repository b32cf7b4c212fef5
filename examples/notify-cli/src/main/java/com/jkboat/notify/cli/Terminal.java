package com.jkboat.notify.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The terminal a person watches; asked anew now and then, as its window may change. Not safe for several threads. */
final class Terminal {

    private static final int USUAL = 80;
    private static final long ASK_EVERY = Duration.ofSeconds(1).toNanos();

    private int columns = USUAL;
    private long askedAt = System.nanoTime() - ASK_EVERY;

    private Terminal() {}

    /** Returns the terminal on which a line can be rewritten; empty when nobody watches, or it cannot do that. */
    static Optional<Terminal> ofPerson(Map<String, String> environment) {
        boolean watched = "1".equals(environment.get("NOTIFY_TERMINAL"));
        return watched && !"dumb".equals(environment.get("TERM")) ? Optional.of(new Terminal()) : Optional.empty();
    }

    int columns() {
        long now = System.nanoTime();
        if (now - askedAt >= ASK_EVERY) {
            askedAt = now;
            columns = ask();
        }
        return columns;
    }

    private static int ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            stty.waitFor(1, TimeUnit.SECONDS);
            return columnsIn(answer);
        } catch (IOException e) { // no terminal of ours, or no stty
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }

    /** Returns the second number of {@code rows columns}; the usual width where there is none. */
    static int columnsIn(String answer) {
        String[] words = answer.strip().split(" ", -1);
        boolean known = words.length == 2 && words[1].matches("[1-9][0-9]{0,4}");
        return known ? Integer.parseInt(words[1]) : USUAL;
    }
}
