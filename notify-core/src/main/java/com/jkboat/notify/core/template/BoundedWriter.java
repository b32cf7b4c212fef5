package com.jkboat.notify.core.template;

import java.io.Writer;

/** Collects characters up to a limit. */
final class BoundedWriter extends Writer {

    private final StringBuilder text = new StringBuilder(8_192);
    private final int maxChars;

    BoundedWriter(int maxChars) {
        this.maxChars = maxChars;
    }

    @Override
    public void write(char[] chars, int from, int length) {
        requireRoomFor(length);
        text.append(chars, from, length);
    }

    @Override
    public void write(String chars, int from, int length) {
        requireRoomFor(length);
        text.append(chars, from, from + length);
    }

    @Override
    public Writer append(CharSequence chars) {
        requireRoomFor(chars.length());
        text.append(chars);
        return this;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }

    private void requireRoomFor(int length) {
        if (text.length() + (long) length > maxChars) {
            throw new UnusableValue("grew beyond " + maxChars + " characters");
        }
    }
}
