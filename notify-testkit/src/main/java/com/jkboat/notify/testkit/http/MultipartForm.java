package com.jkboat.notify.testkit.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code multipart/form-data}; bytes and characters are one to one, so files come out as they went in. */
final class MultipartForm {

    private static final Pattern BOUNDARY = Pattern.compile("multipart/form-data; boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("name=\"([^\"]+)\"");

    private final Map<String, List<String>> fields = new LinkedHashMap<>();

    private MultipartForm() {}

    /** Reads a request's form; one that is none has no fields. */
    static MultipartForm of(ReceivedRequest request) {
        MultipartForm form = new MultipartForm();
        Matcher boundary = BOUNDARY.matcher(request.header("Content-Type").orElse(""));
        String body = "\r\n" + new String(request.body(), StandardCharsets.ISO_8859_1);
        if (boundary.matches() && body.stripTrailing().endsWith("\r\n--" + boundary.group(1) + "--")) {
            String[] parts = body.split(Pattern.quote("\r\n--" + boundary.group(1)), -1);
            for (int i = 1; i < parts.length - 1; i++) {
                form.add(parts[i]);
            }
        }
        return form;
    }

    /** Returns the values of a field, in order. */
    List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    private void add(String part) {
        int end = part.indexOf("\r\n\r\n");
        Matcher name = NAME.matcher(end < 0 ? "" : part.substring(0, end));
        if (name.find()) {
            fields.computeIfAbsent(name.group(1), it -> new ArrayList<>()).add(part.substring(end + 4));
        }
    }
}
