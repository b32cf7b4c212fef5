package com.jkboat.notify.booking;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;

/**
 * An amount of money.
 *
 * @param amount zero or more, less than a million million, with no more decimals than the currency has
 * @param currency ISO 4217
 * @since 0.1
 */
public record Price(BigDecimal amount, Currency currency) {

    private static final BigDecimal TOO_MUCH = BigDecimal.valueOf(1_000_000_000_000L);

    public Price {
        Objects.requireNonNull(currency, "currency");
        if (amount.signum() < 0 || amount.compareTo(TOO_MUCH) >= 0) {
            throw new IllegalArgumentException("amount must be >= 0 and < 10^12, but was: " + amount);
        }
        int decimals = currency.getDefaultFractionDigits();
        if (decimals < 0) {
            throw new IllegalArgumentException("currency must be one people pay in, but was: " + currency);
        }
        if (amount.signum() != 0 && amount.stripTrailingZeros().scale() > decimals) {
            throw new IllegalArgumentException(
                    "amount in %s must have at most %d decimals, but was: %s".formatted(currency, decimals, amount));
        }
    }

    /** Makes a price from its written form, such as {@code 240.00} and {@code EUR}. */
    public static Price of(String amount, String currency) {
        return new Price(new BigDecimal(amount), Currency.getInstance(currency));
    }

    void into(String field, Map<String, Object> payload) {
        payload.put(field, amount.toPlainString());
        payload.put("currency", currency.getCurrencyCode());
    }
}
