package com.jkboat.notify.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A barrier between processes: shut while its file exists. */
record Gate(Path file) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    /** Makes one that is shut. */
    static Gate shut(Path file) {
        try {
            return new Gate(Files.createFile(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isShut() {
        return Files.exists(file);
    }

    void open() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it is open, or the thread is interrupted, which is answered by false. */
    boolean pass() {
        try {
            while (Files.exists(file)) {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
