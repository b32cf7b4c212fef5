package com.jkboat.notify.booking;

import com.jkboat.notify.Event;

/** Whether a cancellation pays money back. */
final class Refund {

    private Refund() {}

    static boolean isDue(Event event) {
        return Amount.read(event.payload().get("refundAmount"))
                .filter(amount -> amount.signum() > 0)
                .isPresent();
    }
}
