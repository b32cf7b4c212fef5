package com.jkboat.notify.cli;

import com.jkboat.notify.ConfigurationException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/** How much of the input has been read. Not safe for several threads. */
final class Reading {

    private final long total;
    private long read;

    private Reading(long total) {
        this.total = total;
    }

    /**
     * Begins to read files, of which {@code -} is standard input, whose length nobody knows.
     *
     * @throws ConfigurationException NTF-080 if one of them cannot be read; then none is
     */
    static Reading of(List<String> files) {
        files.stream().filter(file -> !file.equals("-")).map(Path::of).forEach(Reading::requireReadable);
        boolean known = files.stream().allMatch(file -> Files.isRegularFile(Path.of(file)));
        return new Reading(
                known
                        ? files.stream()
                                .mapToLong(file -> Path.of(file).toFile().length())
                                .sum()
                        : 0);
    }

    /**
     * Makes sure that a file is there and can be read.
     *
     * @throws ConfigurationException NTF-080 that says what is the matter
     */
    static void requireReadable(Path file) {
        if (!Files.exists(file)) {
            throw unreadable(file + " does not exist; is the path right?");
        }
        if (Files.isDirectory(file)) {
            throw unreadable(file + " is a folder; name the files in it.");
        }
        if (!Files.isReadable(file)) {
            throw unreadable(file + " may not be read; give yourself the right to.");
        }
    }

    private static ConfigurationException unreadable(String why) {
        return new ConfigurationException("NTF-080", "the file " + why);
    }

    /** Returns how much has been read, 0 to 1; empty where the whole is not known. */
    OptionalDouble share() {
        return total == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, (double) read / total));
    }

    /** Opens one of the files; what is read from it counts. */
    InputStream open(String file) throws IOException {
        return new Counted(file.equals("-") ? System.in : Files.newInputStream(Path.of(file)));
    }

    private final class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            read += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            int count = super.read(bytes, from, most);
            read += Math.max(0, count);
            return count;
        }

        @Override
        public long skip(long most) throws IOException {
            long count = super.skip(most);
            read += count;
            return count;
        }
    }
}
