package com.jkboat.notify.booking;

import com.jkboat.notify.Event;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A booking was changed.
 *
 * @param now the booking as it is now
 * @param before the booking as it was; the mail shows the difference when it is there
 * @since 0.1
 */
public record BookingUpdated(BookingCreated now, Optional<BookingCreated> before) {

    public BookingUpdated {
        Objects.requireNonNull(now, "now");
        if (before.filter(old -> !old.bookingId().equals(now.bookingId())).isPresent()) {
            throw new IllegalArgumentException("now and before must be the same booking");
        }
    }

    /** Makes an update of which nobody knows what it changed. */
    public BookingUpdated(BookingCreated now) {
        this(now, Optional.empty());
    }

    /** Makes an update that can tell what it changed. */
    public BookingUpdated(BookingCreated now, BookingCreated before) {
        this(now, Optional.of(before));
    }

    /** Returns the event to be published, under a new id. */
    public Event toEvent() {
        Map<String, Object> payload = now.toPayload();
        before.ifPresent(old -> payload.put("previous", old.toPayload()));
        return Event.of(BookingDomain.UPDATED, payload);
    }
}
