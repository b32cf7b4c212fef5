package com.jkboat.notify.cli;

import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.QueueUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The events a command is given. */
final class EventFiles {

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "NDJSON, a JSON array, or one JSON event; - for standard input.")
    private List<String> files;

    /** Publishes what the files hold, one after the other, never a whole file in memory. */
    void publish(EventPublishing publishing, DiskRoom room) {
        room.require();
        try {
            files.forEach(file -> publish(file, publishing));
        } catch (QueueUnavailableException e) {
            room.require(); // says it better, if that is why
            throw e;
        }
    }

    private static void publish(String file, EventPublishing publishing) {
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            new EventInput(file, publishing).read(in);
        } catch (IOException e) {
            throw new ConfigurationException("NTF-080", "the file " + file + " cannot be read; is the path right?", e);
        }
        publishing.flush();
    }
}
