package com.jkboat.notify.booking;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;

/**
 * An amount of money.
 *
 * @param amount zero or more; at most four decimals
 * @param currency ISO 4217
 * @since 0.1
 */
public record Price(BigDecimal amount, Currency currency) {

    public Price {
        Objects.requireNonNull(currency, "currency");
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("amount must be >= 0, but was: " + amount);
        }
    }

    /** Makes a price from its written form, such as {@code 240.00} and {@code EUR}. */
    public static Price of(String amount, String currency) {
        return new Price(new BigDecimal(amount), Currency.getInstance(currency));
    }

    void into(Map<String, Object> payload) {
        payload.put("totalPrice", amount.toPlainString());
        payload.put("currency", currency.getCurrencyCode());
    }
}
