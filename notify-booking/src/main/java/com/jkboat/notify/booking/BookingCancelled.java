package com.jkboat.notify.booking;

import com.jkboat.notify.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A booking was cancelled.
 *
 * @param bookingId such as {@code BK123456}
 * @param customer who booked
 * @param reason for the customer to read; may be empty
 * @param refund what is paid back; zero for nothing
 * @since 0.1
 */
public record BookingCancelled(String bookingId, Customer customer, String reason, Price refund) {

    public BookingCancelled {
        Objects.requireNonNull(bookingId, "bookingId");
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(refund, "refund");
    }

    /** Returns the event to be published, under a new id. */
    public Event toEvent() {
        Map<String, Object> payload = new HashMap<>();
        payload.put("bookingId", bookingId);
        customer.into(payload);
        payload.put("cancellationReason", reason);
        payload.put("refundAmount", refund.amount().toPlainString());
        payload.put("currency", refund.currency().getCurrencyCode());
        return Event.of(BookingDomain.CANCELLED, payload);
    }
}
