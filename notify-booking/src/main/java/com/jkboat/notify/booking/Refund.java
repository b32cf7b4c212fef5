package com.jkboat.notify.booking;

import com.jkboat.notify.Event;
import java.math.BigDecimal;

/** Whether a cancellation pays money back. */
final class Refund {

    private Refund() {}

    static boolean isDue(Event event) {
        Object amount = event.payload().get("refundAmount");
        try {
            return amount != null && new BigDecimal(amount.toString()).signum() > 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
