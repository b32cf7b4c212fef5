package com.jkboat.notify.booking;

import com.jkboat.notify.Event;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One booking, told in as few words as an event may have, and in as many. */
final class Bookings {

    static final Customer ANNA = new Customer("CUST1", "anna@example.org", "Anna Lindqvist");

    static final BookingCreated SHORT = new BookingCreated(
            "BK123456",
            ANNA,
            new Tour("TOUR1", "Archipelago Sunset with Dinner", LocalDate.of(2030, 6, 14), LocalTime.of(18, 0)),
            2,
            Price.of("240.00", "EUR"));

    static final BookingCreated LONG = new BookingCreated(
            "BK123456",
            ANNA.withPhone("+46 70 123 45 67").withLocale(Locale.UK),
            new Tour("TOUR2", "Harbour Round Trip", LocalDate.of(2030, 6, 15), LocalTime.of(17, 30))
                    .withMeetingPoint("Strandvägen, quay 15")
                    .withGoodToKnow("Be at the quay at 17:15.\nBring something warm.")
                    .withTimeZone(ZoneId.of("Europe/Stockholm")),
            3,
            Price.of("360.00", "EUR"));

    static final BookingCancelled CANCELLED =
            new BookingCancelled("BK123456", ANNA, "Storm warning", Price.of("120.00", "EUR"));

    private Bookings() {}

    /** Returns the shortest event of each route. */
    static Map<String, Event> shortest() {
        return Map.of(
                "booking-confirmation", SHORT.toEvent(),
                "booking-update", new BookingUpdated(SHORT).toEvent(),
                "booking-reminder", SHORT.toReminder(),
                "booking-cancellation", new BookingCancelled("BK123456", ANNA, "", Price.of("0", "EUR")).toEvent());
    }

    /** Returns the longest event of each route. */
    static Map<String, Event> longest() {
        return Map.of(
                "booking-confirmation", LONG.toEvent(),
                "booking-update",
                        new BookingUpdated(LONG, with(SHORT, SHORT.tour().withMeetingPoint("Nybrokajen"))).toEvent(),
                "booking-reminder", LONG.toReminder(),
                "booking-cancellation",
                        CANCELLED
                                .withTour(LONG.tour())
                                .withRefundNote("Within 14 days.")
                                .toEvent());
    }

    static List<String> routes() {
        return List.of("booking-confirmation", "booking-update", "booking-reminder", "booking-cancellation");
    }

    static BookingCreated with(BookingCreated booking, Tour tour) {
        return new BookingCreated(booking.bookingId(), booking.customer(), tour, booking.guests(), booking.price());
    }

    /** Returns the event with one field of the payload replaced; {@code null} stays as JSON's null. */
    static Event with(Event event, String field, Object value) {
        Map<String, Object> payload = new HashMap<>(event.payload());
        payload.put(field, value);
        return Event.of(event.type(), payload);
    }
}
