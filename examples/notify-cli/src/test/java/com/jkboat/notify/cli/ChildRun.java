package com.jkboat.notify.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command in a JVM of its own, which can be killed, stopped, or put on a disk of its own. */
record ChildRun(List<String> words) {

    static ChildRun of(String... args) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                NotifyCli.class.getName()));
        words.addAll(List.of(args));
        return new ChildRun(List.copyOf(words));
    }

    /** Starts it; both its streams go to the file. */
    Process start(File log) throws IOException {
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    /** Returns it as one line for a shell. */
    String shell() {
        return words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .reduce((left, right) -> left + " " + right)
                .orElseThrow();
    }
}
