package com.jkboat.notify.booking;

import com.jkboat.notify.Event;
import com.jkboat.notify.event.Timing;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When to remind of a tour: from a day before until it leaves, by the clock of the place it leaves from.
 *
 * <p>Whoever books or changes within the last day is not reminded beside the confirmation. A day is 24 hours, also where
 * the clocks change in between. A reminder that is asked for by an event of its own goes at once.
 */
record TourTiming(ZoneId homeZone) implements Timing {

    private static final Duration AHEAD = Duration.ofHours(24);

    @Override
    public Window window(Event event) {
        Instant departure = departure(event);
        if (event.type().equals(BookingDomain.REMINDER)) {
            return Window.until(departure);
        }
        Instant reminder = departure.minus(AHEAD);
        boolean late = !event.timestamp().isBefore(reminder); // the confirmation has just said it all
        return Window.between(reminder, late ? reminder : departure);
    }

    /** Never guesses: without a departure a reminder could come at any time, also after the tour. */
    private Instant departure(Event event) {
        try {
            ZoneId zone = event.text("timeZone").map(ZoneId::of).orElse(homeZone);
            LocalDate date = LocalDate.parse(event.text("tourDate").orElse(""));
            LocalTime time = LocalTime.parse(event.text("tourTime").orElse(""));
            return date.atTime(time).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "tourDate, tourTime and timeZone must tell when the tour leaves, such as 2024-02-20, 18:00 and"
                            + " Europe/Stockholm; the schema of "
                            + event.type() + " lets nothing else pass",
                    e);
        }
    }
}
