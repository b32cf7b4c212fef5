package com.jkboat.notify.benchmark.endtoend;

import com.jkboat.notify.Event;
import com.jkboat.notify.booking.BookingDomain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Events of new bookings whose tour has left long ago, so that each owes one mail and no reminder. */
final class Bookings {

    private Bookings() {}

    static List<Event> create(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> Event.of(BookingDomain.CREATED, payload(number)))
                .toList();
    }

    private static Map<String, Object> payload(int number) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("bookingId", "BK%06d".formatted(number));
        payload.put("customerId", "CUST" + number);
        payload.put("tourId", "TOUR" + number % 10);
        payload.put("tourName", "Archipelago Sunset with Dinner");
        payload.put("tourDate", "2024-06-20");
        payload.put("tourTime", "18:30");
        payload.put("numberOfGuests", 2 + number % 5);
        payload.put("totalPrice", "240.00");
        payload.put("currency", "EUR");
        payload.put("customerEmail", "guest" + number + "@example.org");
        payload.put("customerName", "Åsa Lindström " + number);
        return payload;
    }
}
