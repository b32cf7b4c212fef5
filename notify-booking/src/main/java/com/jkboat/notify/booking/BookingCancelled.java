package com.jkboat.notify.booking;

import com.jkboat.notify.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A booking was cancelled.
 *
 * @param bookingId such as {@code BK123456}
 * @param customer who booked
 * @param reason for the customer to read; may be empty
 * @param refund what is paid back; zero for nothing
 * @param tour what was booked; the mail names it when it is there
 * @param refundNote how and when the refund is paid, for the customer to read
 * @since 0.1
 */
public record BookingCancelled(
        String bookingId,
        Customer customer,
        String reason,
        Price refund,
        Optional<Tour> tour,
        Optional<String> refundNote) {

    public BookingCancelled {
        Objects.requireNonNull(bookingId, "bookingId");
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(refund, "refund");
        Objects.requireNonNull(tour, "tour");
        Objects.requireNonNull(refundNote, "refundNote");
    }

    /** Makes a cancellation that tells no more than it must. */
    public BookingCancelled(String bookingId, Customer customer, String reason, Price refund) {
        this(bookingId, customer, reason, refund, Optional.empty(), Optional.empty());
    }

    /** Returns the same cancellation, with the tour that was booked. */
    public BookingCancelled withTour(Tour booked) {
        return new BookingCancelled(bookingId, customer, reason, refund, Optional.of(booked), refundNote);
    }

    /** Returns the same cancellation, with words about how the refund is paid. */
    public BookingCancelled withRefundNote(String note) {
        return new BookingCancelled(bookingId, customer, reason, refund, tour, Optional.of(note));
    }

    /** Returns the event to be published, under a new id. */
    public Event toEvent() {
        Map<String, Object> payload = new HashMap<>();
        payload.put("bookingId", bookingId);
        customer.into(payload);
        tour.ifPresent(booked -> booked.into(payload));
        payload.put("cancellationReason", reason);
        refund.into("refundAmount", payload);
        refundNote.ifPresent(note -> payload.put("refundNote", note));
        return Event.of(BookingDomain.CANCELLED, payload);
    }
}
