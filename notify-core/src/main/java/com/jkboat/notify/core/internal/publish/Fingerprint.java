package com.jkboat.notify.core.internal.publish;

import com.jkboat.notify.Event;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A digest of an event's type and payload that does not depend on the order of fields or the form of numbers. */
public final class Fingerprint {

    private Fingerprint() {}

    /** Returns 64 hexadecimal digits (SHA-256). */
    public static String of(Event event) {
        StringBuilder canonical = new StringBuilder(512).append(event.type()).append('\n');
        append(canonical, event.payload());
        return hex(canonical.toString());
    }

    /**
     * Returns the mark by which messages about a customer are known; headers hold nothing personal.
     *
     * <p>It hides the customer's id from those who look at headers, not from those who try every id there may be.
     */
    public static String ofCustomer(String customer) {
        return hex("customer\n" + customer);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void append(StringBuilder out, Object value) {
        if (value instanceof Map<?, ?> map) {
            appendMap(out, map);
        } else if (value instanceof List<?> list) {
            out.append('[');
            list.forEach(item -> append(out, item));
            out.append(']');
        } else if (value instanceof String text) {
            out.append('"').append(text.length()).append(':').append(text);
        } else if (value instanceof Number number) {
            out.append('#').append(plain(number)).append(';');
        } else {
            out.append(value).append(';');
        }
    }

    private static void appendMap(StringBuilder out, Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put((String) key, value));
        out.append('{');
        sorted.forEach((key, value) -> {
            append(out, key);
            append(out, value);
        });
        out.append('}');
    }

    private static String plain(Number number) {
        BigDecimal decimal = new BigDecimal(number.toString()).stripTrailingZeros();
        return decimal.unscaledValue() + "e" + decimal.scale();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
