package com.jkboat.notify.testkit.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request that arrived whole.
 *
 * @since 0.1
 */
public final class ReceivedRequest {

    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private final byte[] body;

    ReceivedRequest(String method, String path, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.path = path;
        this.headers = Map.copyOf(headers);
        this.body = body.clone();
    }

    /** Returns the method in capitals. */
    public String method() {
        return method;
    }

    /** Returns the path with the query, as sent. */
    public String path() {
        return path;
    }

    /** Finds a header, whatever the case of its name; of several with one name, the last. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Returns a copy of the body. */
    public byte[] body() {
        return body.clone();
    }

    /** Returns the body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ReceivedRequest[" + method + ", " + body.length + " bytes]";
    }
}
