package com.jkboat.notify.booking;

import com.jkboat.notify.Event;
import java.util.Map;
import java.util.Objects;

/**
 * A booking was changed.
 *
 * @param now the booking as it is now
 * @param before the booking as it was; the mail shows the difference
 * @since 0.1
 */
public record BookingUpdated(BookingCreated now, BookingCreated before) {

    public BookingUpdated {
        Objects.requireNonNull(now, "now");
        if (!now.bookingId().equals(before.bookingId())) {
            throw new IllegalArgumentException("now and before must be the same booking");
        }
    }

    /** Returns the event to be published, under a new id. */
    public Event toEvent() {
        Map<String, Object> payload = now.toPayload();
        payload.put("previous", before.toPayload());
        return Event.of(BookingDomain.UPDATED, payload);
    }
}
