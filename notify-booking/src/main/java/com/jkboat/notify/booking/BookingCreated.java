package com.jkboat.notify.booking;

import com.jkboat.notify.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A tour was booked.
 *
 * @param bookingId such as {@code BK123456}
 * @param customer who booked
 * @param tour what was booked
 * @param guests how many come; 1 to 10,000
 * @param price what it costs in all
 * @since 0.1
 */
public record BookingCreated(String bookingId, Customer customer, Tour tour, int guests, Price price) {

    private static final int MAX_GUESTS = 10_000;

    public BookingCreated {
        Objects.requireNonNull(bookingId, "bookingId");
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(tour, "tour");
        Objects.requireNonNull(price, "price");
        if (guests < 1 || guests > MAX_GUESTS) {
            throw new IllegalArgumentException("guests must be 1-10,000, but was: " + guests);
        }
    }

    /** Returns the event to be published, under a new id. */
    public Event toEvent() {
        return Event.of(BookingDomain.CREATED, toPayload());
    }

    /** Returns an event that reminds of this booking at once, under a new id. */
    public Event toReminder() {
        return Event.of(BookingDomain.REMINDER, toPayload());
    }

    /** Returns the payload, to which fields of your own may be added. */
    public Map<String, Object> toPayload() {
        Map<String, Object> payload = new HashMap<>();
        payload.put("bookingId", bookingId);
        customer.into(payload);
        tour.into(payload);
        payload.put("numberOfGuests", guests);
        price.into("totalPrice", payload);
        return payload;
    }
}
