package com.jkboat.notify.sendgrid;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the API said.
 *
 * @param messageId SendGrid's name for the request; empty text if none came
 * @param retryAfter the header of that name, in seconds
 * @param reset when the rate limit ends, in seconds since 1970
 * @param errors empty also where the body is not SendGrid's
 */
record SendGridAnswer(
        int status, String messageId, Optional<Long> retryAfter, Optional<Long> reset, List<Problem> errors) {

    /**
     * One thing that is wrong.
     *
     * @param field the path to it, such as {@code from.email}; empty text if none was named
     * @param message in lower case; may repeat addresses and content
     */
    record Problem(String field, String message) {

        @Override
        public String toString() {
            return "Problem[" + field + "]";
        }
    }

    private static final JsonFactory JSON = new JsonFactory();

    static SendGridAnswer of(HttpResponse<byte[]> response) {
        String id = response.headers().firstValue("X-Message-Id").orElse("");
        return new SendGridAnswer(
                response.statusCode(),
                id.matches("[\\x21-\\x7E]{1,200}") ? id : "",
                seconds(response, "Retry-After"),
                seconds(response, "X-RateLimit-Reset"),
                errors(response.body()));
    }

    boolean says(String words) {
        return errors.stream().anyMatch(problem -> problem.message().contains(words));
    }

    private static Optional<Long> seconds(HttpResponse<byte[]> response, String header) {
        return response.headers()
                .firstValue(header)
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,12}"))
                .map(Long::valueOf);
    }

    /** Reads {@code {"errors":[{"message":…,"field":…}]}}; anything else has no errors. */
    static List<Problem> errors(byte[] body) {
        List<Problem> problems = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(body)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_ARRAY && "errors".equals(parser.currentName())) {
                    readErrors(parser, problems);
                }
            }
        } catch (IOException e) {
            return problems; // a page of a proxy, or half of an answer: what was read of it counts
        }
        return problems;
    }

    private static void readErrors(JsonParser parser, List<Problem> problems) throws IOException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            String field = "";
            String message = "";
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING && name.equals("field")) {
                    field = parser.getText();
                } else if (value == JsonToken.VALUE_STRING && name.equals("message")) {
                    message = parser.getText().toLowerCase(Locale.ROOT);
                } else {
                    parser.skipChildren();
                }
            }
            problems.add(new Problem(field, message));
        }
    }
}
