package com.jkboat.notify.testkit.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads requests of HTTP/1.1 from a connection; bodies have a length told beforehand. */
final class RequestReader {

    private static final int LONGEST_LINE = 65_536;

    private final InputStream in;
    private String method = "";
    private String path = "";
    private Map<String, String> headers = Map.of();

    RequestReader(InputStream in) {
        this.in = in;
    }

    /** Reads line and headers of the next request; answers false when the client has gone. */
    boolean readHead() throws IOException {
        String line = readLine();
        if (line.isEmpty()) {
            return false;
        }
        List<String> words = List.of(line.split(" ", 3));
        if (words.size() < 3) {
            throw new IOException("this is not HTTP");
        }
        method = words.get(0);
        path = words.get(1);
        headers = readHeaders();
        return true;
    }

    /** Reads the body of the request whose head was read. */
    ReceivedRequest readRest() throws IOException {
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the client left within the body");
        }
        return new ReceivedRequest(method, path, headers, body);
    }

    private Map<String, String> readHeaders() throws IOException {
        Map<String, String> found = new HashMap<>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("this is not HTTP");
            }
            found.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return found;
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() >= LONGEST_LINE) {
                throw new IOException("a line of the request is too long");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
