package com.jkboat.notify.mailgun;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the API said.
 *
 * @param id Mailgun's name for the mail, without angle brackets; empty text if none came
 * @param message in lower case; may repeat addresses
 * @param retryAfter the header of that name, in seconds
 * @param reset when the rate limit ends, in seconds since 1970
 */
record MailgunAnswer(int status, String id, String message, Optional<Long> retryAfter, Optional<Long> reset) {

    private static final JsonFactory JSON = new JsonFactory();

    /** No time in seconds is that late; Mailgun's own clients read both units. */
    private static final long FIRST_IN_MILLIS = 100_000_000_000L;

    static MailgunAnswer of(HttpResponse<byte[]> response) {
        Map<String, String> texts = texts(response.body());
        return new MailgunAnswer(
                response.statusCode(),
                id(texts.getOrDefault("id", "")),
                texts.getOrDefault("message", "").toLowerCase(Locale.ROOT),
                number(response, "Retry-After"),
                number(response, "X-RateLimit-Reset").map(time -> time < FIRST_IN_MILLIS ? time : time / 1000));
    }

    boolean says(String words) {
        return message.contains(words);
    }

    private static String id(String text) {
        String bare = text.replaceAll("[<>]", "");
        return bare.matches("[\\x21-\\x7E]{1,300}") ? bare : "";
    }

    private static Optional<Long> number(HttpResponse<byte[]> response, String header) {
        return response.headers()
                .firstValue(header)
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,15}"))
                .map(Long::valueOf);
    }

    /** Reads the texts of an object; of anything else, such as the page of a proxy, what can be read. */
    static Map<String, String> texts(byte[] body) {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return texts;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            return texts;
        }
        return texts;
    }

    @Override
    public String toString() {
        return "MailgunAnswer[" + status + "]";
    }
}
