package com.jkboat.notify.booking;

import com.jkboat.notify.Event;
import com.jkboat.notify.event.Timing;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When to remind of a tour: from a day before until it leaves, by the clock of the place it leaves from.
 *
 * <p>Whoever books or changes within the last day is not reminded beside the confirmation. A day is 24 hours, also where the clocks change in between. A reminder that is asked for by an event of its own
 * goes at once.
 */
record TourTiming(ZoneId homeZone) implements Timing {

    private static final Duration AHEAD = Duration.ofHours(24);

    @Override
    public Window window(Event event) {
        Optional<Instant> departure = departure(event);
        if (departure.isEmpty()) {
            return Window.ANY;
        }
        if (event.type().equals(BookingDomain.REMINDER)) {
            return Window.until(departure.get());
        }
        Instant reminder = departure.get().minus(AHEAD);
        boolean late = !event.timestamp().isBefore(reminder); // the confirmation has just said it all
        return Window.between(reminder, late ? reminder : departure.get());
    }

    private Optional<Instant> departure(Event event) {
        try {
            ZoneId zone = event.text("timeZone").map(ZoneId::of).orElse(homeZone);
            return event.text("tourDate")
                    .map(LocalDate::parse)
                    .flatMap(date -> event.text("tourTime")
                            .map(LocalTime::parse)
                            .map(time -> date.atTime(time).atZone(zone).toInstant()));
        } catch (DateTimeException e) { // such as the 30th of February, which the schema's pattern lets pass
            return Optional.empty();
        }
    }
}
