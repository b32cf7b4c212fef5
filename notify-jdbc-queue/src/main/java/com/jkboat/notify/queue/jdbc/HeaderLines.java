package com.jkboat.notify.queue.jdbc;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A message's headers in one column: {@code name=value} joined by {@code &}, both percent-encoded. */
final class HeaderLines {

    private HeaderLines() {}

    static String write(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> encode(header.getKey()) + "=" + encode(header.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    static Map<String, String> read(String text) {
        Map<String, String> headers = new HashMap<>();
        for (String header : text.split("&", -1)) {
            int equals = header.indexOf('=');
            if (equals >= 0) {
                headers.put(decode(header.substring(0, equals)), decode(header.substring(equals + 1)));
            }
        }
        return headers;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
