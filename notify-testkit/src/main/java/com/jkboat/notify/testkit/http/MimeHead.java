package com.jkboat.notify.testkit.http;

import com.jkboat.notify.testkit.provider.TakenEmail;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads the headers of a mail. */
final class MimeHead {

    private final Map<String, String> headers = new HashMap<>();

    private MimeHead() {}

    static MimeHead of(byte[] mime) {
        String text = new String(mime, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        String unfolded = text.substring(0, end < 0 ? text.length() : end).replaceAll("\r\n[ \t]", " ");
        MimeHead head = new MimeHead();
        unfolded.lines().filter(line -> line.indexOf(':') > 0).forEach(head::add);
        return head;
    }

    /** Returns the value of a header; empty text if there is none. */
    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** Returns the mail as taken for a recipient of the envelope. */
    TakenEmail taken(String recipient) {
        return new TakenEmail(
                recipient, header("Message-ID").replaceAll("[<>]", "").strip(), header("X-Notification-Id"));
    }

    private void add(String line) {
        int colon = line.indexOf(':');
        headers.put(
                line.substring(0, colon).toLowerCase(Locale.ROOT),
                line.substring(colon + 1).strip());
    }
}
