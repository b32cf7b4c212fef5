package com.jkboat.notify.booking;

import com.jkboat.notify.Event;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an update changed, for people: only where the event tells what was before. */
final class BookingChanges {

    private static final Map<String, String> LABELS = labels();

    private BookingChanges() {}

    /** Lists changed fields as maps of {@code field}, {@code label}, {@code from}, {@code to} and {@code currencyBefore}. */
    static List<Map<String, Object>> of(Event event) {
        List<Map<String, Object>> changes = new ArrayList<>();
        if (event.payload().get("previous") instanceof Map<?, ?> previous) {
            LABELS.forEach((field, label) -> {
                Object before = previous.get(field);
                Object after = event.payload().get(field);
                if (before != null && after != null && !isSame(before, after)) {
                    Object currency = currencyBefore(event, previous);
                    changes.add(Map.of(
                            "field", field, "label", label, "from", before, "to", after, "currencyBefore", currency));
                }
            });
        }
        return changes;
    }

    /** Compares 240.0 and 240.00 as the same amount. */
    private static boolean isSame(Object before, Object after) {
        try {
            return new BigDecimal(before.toString()).compareTo(new BigDecimal(after.toString())) == 0;
        } catch (NumberFormatException e) {
            return before.toString().equals(after.toString());
        }
    }

    private static Object currencyBefore(Event event, Map<?, ?> previous) {
        Object before = previous.get("currency");
        return before == null ? event.text("currency").orElse("") : before;
    }

    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("tourName", "Tour");
        labels.put("tourDate", "Date");
        labels.put("tourTime", "Departure");
        labels.put("meetingPoint", "Meeting point");
        labels.put("numberOfGuests", "Guests");
        labels.put("totalPrice", "Price");
        return labels;
    }
}
