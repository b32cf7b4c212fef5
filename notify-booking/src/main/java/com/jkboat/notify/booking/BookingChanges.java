package com.jkboat.notify.booking;

import com.jkboat.notify.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an update changed, for people: only where the event tells what was before. */
final class BookingChanges {

    private static final Map<String, String> LABELS = labels();

    private BookingChanges() {}

    /** Lists changed fields as maps of {@code field}, {@code label}, {@code from} and {@code to}. */
    static List<Map<String, Object>> of(Event event) {
        List<Map<String, Object>> changes = new ArrayList<>();
        if (event.payload().get("previous") instanceof Map<?, ?> previous) {
            LABELS.forEach((field, label) -> {
                Object before = previous.get(field);
                Object after = event.payload().get(field);
                if (before != null && after != null && !before.toString().equals(after.toString())) {
                    changes.add(Map.of("field", field, "label", label, "from", before, "to", after));
                }
            });
        }
        return changes;
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
