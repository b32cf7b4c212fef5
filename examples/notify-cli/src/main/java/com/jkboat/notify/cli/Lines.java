package com.jkboat.notify.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Splits a stream into lines, keeping no more of a line than is allowed, however long it is. */
final class Lines {

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final int most;
    private final Pause beforeWaiting;
    private byte[] buffer;
    private int next;
    private int end;
    private long number;

    /** What is done while the stream has nothing to give. */
    @FunctionalInterface
    interface Pause {
        void use() throws InterruptedException;
    }

    /**
     * Makes the lines of a stream.
     *
     * @param beginning what was read of it already
     * @param most bytes of a line that are kept
     */
    Lines(byte[] beginning, InputStream in, int most, Pause beforeWaiting) {
        this.buffer = beginning;
        this.end = beginning.length;
        this.in = in;
        this.most = most;
        this.beforeWaiting = beforeWaiting;
    }

    /**
     * A line without its end.
     *
     * @param number counts from 1
     * @param bytes its beginning, all of it when it is not too long
     * @param length how long it is in all
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record Line(long number, byte[] bytes, long length) {

        boolean isBlank() {
            return Lines.isBlank(bytes, bytes.length);
        }
    }

    /** Tells whether the first of these bytes are white space only. */
    static boolean isBlank(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (!Character.isWhitespace(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    /** Returns the next line; none at the end. */
    Optional<Line> next() throws IOException, InterruptedException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        long length = 0;
        int b = read();
        if (b < 0) {
            return Optional.empty();
        }
        for (; b >= 0 && b != '\n'; b = read()) {
            length++;
            if (length <= most) {
                line.write(b);
            }
        }
        return Optional.of(new Line(++number, line.toByteArray(), length));
    }

    private int read() throws IOException, InterruptedException {
        if (next == end) {
            if (in.available() == 0) {
                beforeWaiting.use();
            }
            buffer = buffer.length == BUFFER ? buffer : new byte[BUFFER];
            next = 0;
            end = Math.max(0, in.read(buffer));
        }
        return next == end ? -1 : buffer[next++] & 0xFF;
    }
}
