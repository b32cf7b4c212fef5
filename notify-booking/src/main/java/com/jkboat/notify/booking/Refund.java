package com.jkboat.notify.booking;

import com.jkboat.notify.Event;
import java.math.BigDecimal;
import java.util.Optional;

/** What a cancellation pays back. */
final class Refund {

    private Refund() {}

    /** Tells whether there is any. */
    static boolean isDue(Event event) {
        return amount(event).filter(amount -> amount.signum() > 0).isPresent();
    }

    /** Writes the amount in plain digits, for events that do not tell its currency. */
    static String plain(Event event) {
        return amount(event).map(BigDecimal::toPlainString).orElse("0");
    }

    private static Optional<BigDecimal> amount(Event event) {
        return Amount.read(event.payload().get("refundAmount"));
    }
}
