package com.jkboat.notify.core.eml;

import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.mime.MimeComposer;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.SendOutcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes each mail as a file named by its notification id, which any mail program opens.
 *
 * <p>A file appears whole and durable, or not at all: it is written and forced to disk under another name first.
 * Sending the same notification again replaces its file, and {@link #lookup} can always tell whether it was written,
 * so that no mail stays in doubt here. Safe for any number of threads.
 *
 * @since 0.1
 */
public final class EmlFileProvider implements EmailProvider {

    private final Path folder;

    /** Makes a provider that writes into the folder, which is created with the first mail. */
    public EmlFileProvider(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "eml";
    }

    @Override
    public SendOutcome send(EmailMessage message) {
        byte[] bytes;
        try {
            bytes = MimeComposer.compose(message);
        } catch (IllegalArgumentException e) { // repeats no value
            return new SendOutcome.Rejected(
                    SendOutcome.Rejected.Reason.CONTENT, "the message cannot be composed: " + e.getMessage());
        }
        try {
            return write(file(message.notificationId()), bytes);
        } catch (IOException e) {
            return new SendOutcome.Unavailable(
                    "the file cannot be written: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public Optional<SendOutcome> lookup(UUID notificationId) {
        Path file = file(notificationId);
        return Optional.of(
                Files.exists(file)
                        ? new SendOutcome.Accepted(file.getFileName().toString())
                        : new SendOutcome.Unavailable("there is no file for it"));
    }

    @Override
    public Optional<String> obstacle() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            return Optional.of(
                    "the folder " + folder + " cannot be made: " + e.getClass().getSimpleName());
        }
        return Files.isWritable(folder) ? Optional.empty() : Optional.of("the folder " + folder + " is not writable");
    }

    @Override
    public Reach reach() {
        return Reach.LOCAL;
    }

    @Override
    public void close() {}

    private Path file(UUID notificationId) {
        return folder.resolve(notificationId + ".eml");
    }

    private SendOutcome write(Path file, byte[] bytes) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.createDirectories(folder);
        writeDurably(part, bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new SendOutcome.Accepted(file.getFileName().toString());
    }

    private static void writeDurably(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }
}
