package com.jkboat.notify.booking;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A number as events carry it: {@code 240}, {@code 240.00} or {@code "240.00"}. */
final class Amount {

    private Amount() {}

    /** Reads it exactly; empty when it is none. */
    static Optional<BigDecimal> read(@Nullable Object value) {
        try {
            return value == null ? Optional.empty() : Optional.of(new BigDecimal(value.toString()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
