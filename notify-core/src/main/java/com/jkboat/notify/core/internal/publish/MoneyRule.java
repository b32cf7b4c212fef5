package com.jkboat.notify.core.internal.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.jkboat.notify.event.Fault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * What {@code x-notify-money} asks of one amount: that its currency is one, and has the decimals the amount uses.
 *
 * @param parents the fields on the way to the object that holds both; empty for the payload itself
 * @param amount the field of the amount
 * @param currency the field beside it that names the currency; without it, any amount is right
 */
record MoneyRule(List<String> parents, String amount, String currency) {

    private static final String KEYWORD = "x-notify-money";

    /** Longer texts are no amounts, and costly to read as numbers. */
    private static final int MAX_TEXT = 100;

    MoneyRule {
        parents = List.copyOf(parents);
    }

    /** Finds the rules in a schema, those of nested objects included. */
    static List<MoneyRule> in(JsonNode schema) {
        List<MoneyRule> rules = new ArrayList<>();
        collect(schema, List.of(), rules);
        return rules;
    }

    private static void collect(JsonNode schema, List<String> parents, List<MoneyRule> rules) {
        schema.path("properties").properties().forEach(field -> {
            JsonNode currency = field.getValue().path(KEYWORD);
            if (currency.isTextual()) {
                rules.add(new MoneyRule(parents, field.getKey(), currency.textValue()));
            }
            List<String> inside = new ArrayList<>(parents);
            inside.add(field.getKey());
            collect(field.getValue(), inside, rules);
        });
    }

    /** Finds what is wrong; what is not even a text or a number is left to the schema's own words. */
    Optional<Fault> fault(JsonNode payload) {
        JsonNode holder = payload;
        for (String parent : parents) {
            holder = holder.path(parent);
        }
        JsonNode code = holder.path(currency);
        if (!code.isTextual()) {
            return Optional.empty();
        }
        Optional<Currency> known = known(code.textValue());
        return known.isEmpty()
                ? Optional.of(fault(currency, "must be the ISO 4217 code of a currency, such as EUR"))
                : tooFine(holder.path(amount), known.get());
    }

    private Optional<Fault> tooFine(JsonNode value, Currency unit) {
        int most = unit.getDefaultFractionDigits();
        return decimal(value)
                .filter(number ->
                        number.signum() != 0 && number.stripTrailingZeros().scale() > most)
                .map(number -> fault(amount, "must have at most " + most + " decimals in " + unit.getCurrencyCode()));
    }

    /** Gold, testing codes and "no currency" have no decimals defined, and nobody pays in them. */
    private static Optional<Currency> known(String code) {
        try {
            return Optional.of(Currency.getInstance(code)).filter(unit -> unit.getDefaultFractionDigits() >= 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> decimal(JsonNode value) {
        try {
            boolean amount =
                    value.isNumber() || (value.isTextual() && value.textValue().length() <= MAX_TEXT);
            return amount ? Optional.of(new BigDecimal(value.asText())) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Fault fault(String field, String rule) {
        List<String> path = new ArrayList<>(parents);
        path.add(field);
        return new Fault("$.payload." + String.join(".", path), rule);
    }
}
