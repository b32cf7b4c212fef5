package com.jkboat.notify.testkit.smtp;

import java.util.ArrayList;
import java.util.List;

/**
 * What was said on one connection: {@code C:} lines by the client, {@code S:} lines by the server.
 *
 * <p>Content is told as one line with its size; credentials are left out. Safe for concurrent callers.
 *
 * @since 0.1
 */
public final class SmtpTranscript {

    private final Object lock = new Object();
    private final List<String> lines = new ArrayList<>(); // guarded by lock

    SmtpTranscript() {}

    /** Returns the lines so far, in the order they were said. */
    public List<String> lines() {
        synchronized (lock) {
            return List.copyOf(lines);
        }
    }

    /** Counts the client's commands that begin with this word. */
    public long count(String command) {
        return lines().stream()
                .filter(line -> line.regionMatches(true, 0, "C: " + command, 0, command.length() + 3))
                .count();
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }

    void client(String line) {
        add("C: " + line);
    }

    void server(String text) {
        text.lines().forEach(line -> add("S: " + line));
    }

    private void add(String line) {
        synchronized (lock) {
            lines.add(line);
        }
    }
}
