package com.jkboat.notify.testkit.http;

import com.jkboat.notify.testkit.provider.TakenEmail;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What SendGrid wants a request to look like. Source: its API reference and OpenAPI description, read 2026-11. */
final class SendGridShape {

    private static final Set<String> FORBIDDEN_HEADERS = Set.of(
            "x-sg-id",
            "x-sg-eid",
            "received",
            "dkim-signature",
            "content-type",
            "content-transfer-encoding",
            "to",
            "from",
            "subject",
            "reply-to",
            "cc",
            "bcc");

    private SendGridShape() {}

    /** Finds what is wrong with a request to mail/send. */
    static Optional<HttpReaction> problem(ReceivedRequest request) {
        if (!request.header("Accept").orElse("").equals("application/json")) {
            return Optional.of(HttpReaction.answer(406, error("", "Accept must be application/json")));
        }
        if (!request.header("Content-Type").orElse("").startsWith("application/json")) {
            return Optional.of(HttpReaction.answer(415, error("", "Content-Type must be application/json")));
        }
        Optional<Map<?, ?>> mail = JsonReader.object(request.body());
        if (mail.isEmpty()) {
            return bad("", "Bad Request");
        }
        return addresses(mail.get()).or(() -> content(mail.get())).or(() -> extras(mail.get()));
    }

    static boolean isSandbox(ReceivedRequest request) {
        return JsonReader.at(
                        JsonReader.object(request.body()).orElse(Map.of()), "mail_settings", "sandbox_mode", "enable")
                .filter(Boolean.TRUE::equals)
                .isPresent();
    }

    static TakenEmail taken(Map<?, ?> mail) {
        return new TakenEmail(
                JsonReader.text(mail, "personalizations", 0, "to", 0, "email"),
                JsonReader.text(mail, "headers", "Message-ID").replaceAll("[<>]", ""),
                JsonReader.text(mail, "headers", "X-Notification-Id"));
    }

    /** Writes an error as SendGrid does; an empty field is none. */
    static String error(String field, String message) {
        String name = field.isEmpty() ? "null" : "\"" + field + "\"";
        return "{\"errors\":[{\"message\":\"" + message + "\",\"field\":" + name + ",\"help\":null}]}";
    }

    private static Optional<HttpReaction> addresses(Map<?, ?> mail) {
        if (!isAddress(JsonReader.text(mail, "personalizations", 0, "to", 0, "email"))) {
            return bad("personalizations.0.to.0.email", "Does not contain a valid address.");
        }
        if (!isAddress(JsonReader.text(mail, "from", "email"))) {
            return bad("from.email", "The from email does not contain a valid address.");
        }
        return Optional.empty();
    }

    private static boolean isAddress(String text) {
        return text.matches("[\\x21-\\x7E]+@[A-Za-z0-9.-]+");
    }

    private static Optional<HttpReaction> content(Map<?, ?> mail) {
        if (JsonReader.text(mail, "subject").isEmpty()) {
            return bad("subject", "The subject is required.");
        }
        List<?> parts = list(mail, "content");
        if (parts.isEmpty()) {
            return bad("content", "The content parameter is required.");
        }
        int rank = 0;
        for (int i = 0; i < parts.size(); i++) {
            String type = JsonReader.text(parts.get(i), "type");
            if (JsonReader.text(parts.get(i), "value").isEmpty()) {
                return bad(
                        "content." + i + ".value",
                        "The content value must be a string at least one character in length.");
            }
            if (breaksOut(type)) {
                return bad("content." + i + ".type", "The content type cannot contain ';', or CRLF characters.");
            }
            int mine = type.equals("text/plain") ? 0 : type.equals("text/html") ? 1 : 2;
            if (mine < rank) {
                return bad(
                        "content", "If present, text/plain and text/html may only be provided once, text/plain first.");
            }
            rank = mine;
        }
        return Optional.empty();
    }

    private static boolean breaksOut(String type) {
        boolean invitation = type.matches("text/calendar; method=[A-Z]+");
        return !invitation && type.matches("(?s).*[;\r\n].*");
    }

    private static Optional<HttpReaction> extras(Map<?, ?> mail) {
        List<?> files = list(mail, "attachments");
        for (int i = 0; i < files.size(); i++) {
            if (JsonReader.text(files.get(i), "content").isEmpty()) {
                return bad("attachments." + i + ".content", "The attachment content is required.");
            }
            if (breaksOut(JsonReader.text(files.get(i), "type"))) {
                return bad("attachments." + i + ".type", "The attachment type cannot contain ';', or CRLF characters.");
            }
        }
        return header(mail).or(() -> categories(mail));
    }

    private static Optional<HttpReaction> header(Map<?, ?> mail) {
        Map<?, ?> headers = JsonReader.at(mail, "headers").orElse(Map.of()) instanceof Map<?, ?> map ? map : Map.of();
        for (Map.Entry<?, ?> header : headers.entrySet()) {
            String name = String.valueOf(header.getKey());
            if (FORBIDDEN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                return bad("headers." + name, "The header is reserved.");
            }
            if (!String.valueOf(header.getValue()).matches("[\\x20-\\x7E]*")) {
                return bad("headers." + name, "The header must be printable ASCII.");
            }
        }
        return Optional.empty();
    }

    private static Optional<HttpReaction> categories(Map<?, ?> mail) {
        List<?> categories = list(mail, "categories");
        boolean unique = new HashSet<>(categories).size() == categories.size();
        return unique && categories.size() <= 10
                ? Optional.empty()
                : bad("categories", "There must be at most 10 categories, each once.");
    }

    private static List<?> list(Map<?, ?> mail, String name) {
        return JsonReader.at(mail, name).orElse(List.of()) instanceof List<?> list ? list : List.of();
    }

    private static Optional<HttpReaction> bad(String field, String message) {
        return Optional.of(HttpReaction.answer(400, error(field, message)));
    }
}
