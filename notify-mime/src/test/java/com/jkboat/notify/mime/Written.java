package com.jkboat.notify.mime;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What one writer puts into an empty sink, as text of one character for each octet. */
final class Written {

    private Written() {}

    static String by(Consumer<ByteSink> writer) {
        ByteSink out = new ByteSink(0);
        writer.accept(out);
        return new String(out.toByteArray(), StandardCharsets.ISO_8859_1);
    }
}
