package com.jkboat.notify.cli;

import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.QueueUnavailableException;
import java.io.IOException;
import java.io.InputStream;
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
    void publish(Session session) throws InterruptedException {
        DiskRoom room = session.options().room();
        room.require();
        Reading reading = Reading.of(files);
        EventPublishing publishing = new EventPublishing(session, reading);
        try {
            for (String file : files) {
                publish(file, reading, publishing);
            }
        } catch (QueueUnavailableException e) {
            room.require(); // says it better, if that is why
            throw e;
        }
    }

    private static void publish(String file, Reading reading, EventPublishing publishing) throws InterruptedException {
        try (InputStream in = reading.open(file)) {
            new EventInput(file.equals("-") ? "standard input" : file, publishing).read(in);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "NTF-080", "the file " + file + " cannot be read to its end; is its disk well?", e);
        }
        publishing.flush();
    }
}
