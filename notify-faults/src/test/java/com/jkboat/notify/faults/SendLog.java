package com.jkboat.notify.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;

/**
 * What the provider took, told by the provider alone: one line per message, on the disk before the answer.
 *
 * <p>Several processes append to the same file; a line is written in one call and so never torn.
 */
final class SendLog {

    private final Path file;

    SendLog(Path file) {
        this.file = file;
    }

    /** Returns the log of the calls that were refused, beside this one. */
    SendLog refusals() {
        return new SendLog(file.resolveSibling("refusals.log"));
    }

    /**
     * One message that was taken.
     *
     * @param notification its id
     * @param pid of the process that sent it
     * @param at in milliseconds since the epoch
     */
    record Send(UUID notification, long pid, long at) {

        private static Send parse(String line) {
            String[] words = line.split(" ", 3);
            return new Send(UUID.fromString(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
        }
    }

    /** Writes that a message was taken; on the disk when this returns. */
    void append(UUID notification) {
        String line = notification + " " + ProcessHandle.current().pid() + " " + System.currentTimeMillis() + "\n";
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns everything taken so far, in order. */
    List<Send> read() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(Send::parse).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns how much was taken so far. */
    int size() {
        return read().size();
    }

    boolean has(UUID notification) {
        return read().stream().anyMatch(send -> send.notification().equals(notification));
    }
}
