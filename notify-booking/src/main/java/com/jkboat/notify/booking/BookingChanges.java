package com.jkboat.notify.booking;

import com.jkboat.notify.Event;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an update changed, for people: only where the event tells what was before. */
final class BookingChanges {

    private static final List<Field> FIELDS = List.of(
            new Field("tourName", "Tour", Kind.TEXT),
            new Field("tourDate", "Date", Kind.DATE),
            new Field("tourTime", "Departure", Kind.TIME),
            new Field("meetingPoint", "Meeting point", Kind.TEXT),
            new Field("numberOfGuests", "Guests", Kind.NUMBER),
            new Field("totalPrice", "Total", Kind.MONEY));

    private BookingChanges() {}

    /**
     * Lists the changed fields as maps of {@code label}, {@code kind} (text, number, date, time or money), {@code from}
     * and {@code to}, with {@code currencyFrom} and {@code currencyTo}.
     */
    static List<Map<String, Object>> of(Event event) {
        return event.payload().get("previous") instanceof Map<?, ?> previous
                ? FIELDS.stream()
                        .flatMap(field -> change(field, previous, event.payload()).stream())
                        .toList()
                : List.of();
    }

    private static Optional<Map<String, Object>> change(Field field, Map<?, ?> previous, Map<String, Object> now) {
        Object from = previous.get(field.name);
        Object to = now.get(field.name);
        String currencyTo = String.valueOf(now.get("currency"));
        String currencyFrom = previous.get("currency") instanceof String code ? code : currencyTo;
        boolean otherCurrency = field.kind == Kind.MONEY && !currencyFrom.equals(currencyTo);
        if (from == null || to == null || (field.kind.isSame(from, to) && !otherCurrency)) {
            return Optional.empty();
        }
        return Optional.of(Map.of(
                "label",
                field.label,
                "kind",
                field.kind.word,
                "from",
                field.kind.written(from),
                "to",
                field.kind.written(to),
                "currencyFrom",
                currencyFrom,
                "currencyTo",
                currencyTo));
    }

    private record Field(String name, String label, Kind kind) {}

    private enum Kind {
        TEXT("text"),
        NUMBER("number"),
        DATE("date"),
        TIME("time"),
        MONEY("money");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Takes 240.0 and 240.00 for the same amount, but not tour 7 and tour 007 for the same tour. */
        boolean isSame(Object before, Object after) {
            return before.equals(after) || (isNumber() && isSameNumber(before, after));
        }

        Object written(Object value) {
            return this == NUMBER ? Amount.whole(value) : value;
        }

        private boolean isNumber() {
            return this == NUMBER || this == MONEY;
        }

        private static boolean isSameNumber(Object before, Object after) {
            Optional<BigDecimal> old = Amount.read(before);
            return old.isPresent()
                    && Amount.read(after)
                            .filter(number -> number.compareTo(old.get()) == 0)
                            .isPresent();
        }
    }
}
