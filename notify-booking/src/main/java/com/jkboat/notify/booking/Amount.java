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

    /** Writes it in plain digits, without an exponent; what is no number stays as it is. */
    static String plain(@Nullable Object value) {
        return read(value).map(BigDecimal::toPlainString).orElseGet(() -> String.valueOf(value));
    }

    /** Writes it in plain digits without decimals that are zero: JSON knows 4, 4.0 and 4E0 as one whole number. */
    static String whole(@Nullable Object value) {
        return read(value)
                .map(number ->
                        number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString())
                .orElseGet(() -> String.valueOf(value));
    }
}
