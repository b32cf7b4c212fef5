package com.jkboat.notify.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What was done when in one test, and the seed that decided it; printed at its end, with the logs of its processes when it
 * failed.
 *
 * <p>{@code -Dnotify.faults.seed=N} runs a test again with the same choices.
 */
final class Timeline implements AfterTestExecutionCallback {

    private static final int LAST_LINES = 60;

    private final long seed = Long.getLong("notify.faults.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final long started = System.nanoTime();
    private final List<String> entries = new ArrayList<>(); // guarded by itself
    private final Set<Path> attached = new LinkedHashSet<>(); // guarded by entries

    /** Returns where every choice of the test comes from. */
    Random random() {
        return random;
    }

    void add(String what) {
        synchronized (entries) {
            entries.add(String.format("%8.3f s  %s", (System.nanoTime() - started) / 1e9, what));
        }
    }

    /** Prints the end of this file too. */
    void attach(Path file) {
        synchronized (entries) {
            attached.add(file);
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        boolean failed = context.getExecutionException().isPresent();
        System.err.println(context.getRequiredTestClass().getSimpleName() + ": " + context.getDisplayName() + "\n"
                + (failed ? this : story()));
    }

    private String story() {
        synchronized (entries) {
            return "seed " + seed + "\n" + String.join("\n", entries) + "\n";
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(story());
        synchronized (entries) {
            attached.forEach(file -> text.append(end(file)));
        }
        return text.toString();
    }

    private static String end(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
            return "--- " + file + "\n" + String.join("\n", last) + "\n";
        } catch (IOException e) {
            return "--- " + file + " cannot be read: " + e + "\n";
        }
    }
}
