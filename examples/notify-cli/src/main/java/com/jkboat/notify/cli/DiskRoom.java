package com.jkboat.notify.cli;

import com.jkboat.notify.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Watches the disk below the data folder: on a full one nothing can be put on record, so nothing is sent, and the run
 * would wait for ever.
 *
 * @param data the data folder; need not be there yet
 */
record DiskRoom(Path data) {

    /** Less than one batch of events, its record and a few mails take. */
    private static final long LEAST = 1024 * 1024;

    /**
     * Ends the command when the disk is full.
     *
     * @throws ConfigurationException NTF-064
     */
    void require() {
        long left = left();
        if (left < LEAST) {
            throw new ConfigurationException(
                    "NTF-064",
                    "the disk that holds " + data + " is full: " + left / 1024 + " KB left. Make room and give the same"
                            + " command again; nothing is lost, and nothing is sent twice.");
        }
    }

    private long left() {
        Path folder = data.toAbsolutePath();
        while (!Files.exists(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) { // a file system that cannot tell says so itself when it is written to
            return Long.MAX_VALUE;
        }
    }
}
