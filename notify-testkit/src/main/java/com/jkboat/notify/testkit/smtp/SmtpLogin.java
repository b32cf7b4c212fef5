package com.jkboat.notify.testkit.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The server's side of AUTH PLAIN, LOGIN and XOAUTH2 against a fixed set of users. */
record SmtpLogin(List<String> mechanisms, Map<String, String> secretsByUser) {

    /** Returns the user if the credentials are right; {@code line} is the whole AUTH command. */
    Optional<String> check(String line, SmtpWire wire) throws IOException {
        String[] words = line.split(" ", 3);
        String mechanism = words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "";
        if (!mechanisms.contains(mechanism)) {
            return Optional.empty();
        }
        String initial = words.length > 2 ? words[2] : "";
        return switch (mechanism) {
            case "PLAIN" -> plain(initial.isEmpty() ? ask(wire, "") : initial);
            case "LOGIN" -> login(initial, wire);
            default -> bearer(initial.isEmpty() ? ask(wire, "") : initial);
        };
    }

    private Optional<String> plain(String answer) {
        String[] parts = decode(answer).split("\0", -1);
        return parts.length == 3 ? verify(parts[1], parts[2]) : Optional.empty();
    }

    private Optional<String> login(String initial, SmtpWire wire) throws IOException {
        String user = initial.isEmpty() ? ask(wire, "Username:") : initial;
        return verify(decode(user), decode(ask(wire, "Password:")));
    }

    private Optional<String> bearer(String answer) {
        List<String> parts = Arrays.asList(decode(answer).split("\u0001", -1));
        String user = parts.get(0).replaceFirst("^user=", "");
        String token = parts.size() > 1 ? parts.get(1).replaceFirst("^auth=Bearer ", "") : "";
        return verify(user, token);
    }

    private Optional<String> verify(String user, String secret) {
        return secret.equals(secretsByUser.get(user)) ? Optional.of(user) : Optional.empty();
    }

    private static String ask(SmtpWire wire, String prompt) throws IOException {
        wire.write("334 " + Base64.getEncoder().encodeToString(prompt.getBytes(StandardCharsets.UTF_8)) + "\r\n");
        return wire.readLine().orElse("");
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    @Override
    public String toString() {
        return "SmtpLogin" + mechanisms;
    }
}
