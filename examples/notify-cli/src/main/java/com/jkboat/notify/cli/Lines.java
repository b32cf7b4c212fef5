package com.jkboat.notify.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Splits a stream into lines, keeping no more of a line than is allowed, however long it is. */
final class Lines {

    private final InputStream in;
    private final int most;
    private long number;

    Lines(InputStream in, int most) {
        this.in = new BufferedInputStream(in, 64 * 1024);
        this.most = most;
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
            for (byte b : bytes) {
                if (!Character.isWhitespace(b)) {
                    return false;
                }
            }
            return true;
        }
    }

    Optional<Line> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        long length = 0;
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            length++;
            if (length <= most) {
                line.write(b);
            }
        }
        return Optional.of(new Line(++number, line.toByteArray(), length));
    }
}
