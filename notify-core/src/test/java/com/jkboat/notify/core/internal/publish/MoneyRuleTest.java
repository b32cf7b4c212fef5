package com.jkboat.notify.core.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.event.EventSchema;
import com.jkboat.notify.event.Fault;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyRuleTest {

    private final EventShape shape = EventShape.of(new EventSchema("sale.made", """
                    {
                      "properties": {
                        "price": {"x-notify-money": "unit"},
                        "tip": {"x-notify-money": "unit"},
                        "unit": {"type": "string"},
                        "old": {"properties": {"price": {"x-notify-money": "unit"}}}
                      }
                    }
                    """));

    @ParameterizedTest
    @CsvSource({"240.00, EUR", "240.10000, EUR", "0, JPY", "0.000, JPY", "1E+3, JPY", "1.234, KWD", "-1.25, USD"})
    void takesAmountsThatCanBePaid(BigDecimal amount, String unit) {
        assertThat(faults(Map.of("price", amount, "unit", unit))).isEmpty();
        assertThat(faults(Map.of("price", amount.toString(), "unit", unit))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.001, EUR, 2", "0.5, JPY, 0", "1.2345, KWD, 3", "1E-30, USD, 2"})
    void refusesFinerAmountsThanTheCurrencyHas(BigDecimal amount, String unit, int most) {
        Fault fault = new Fault("$.payload.price", "must have at most " + most + " decimals in " + unit);

        assertThat(faults(Map.of("price", amount, "unit", unit))).containsExactly(fault);
        assertThat(faults(Map.of("price", amount.toString(), "unit", unit))).containsExactly(fault);
    }

    @ParameterizedTest
    @CsvSource({"ABC", "eur", "EURO", "''", "XXX", "XAU"})
    void refusesCurrenciesNobodyPaysInOnceForAllAmounts(String unit) {
        assertThat(faults(Map.of("price", "1", "tip", "1", "unit", unit)))
                .containsExactly(new Fault("$.payload.unit", "must be the ISO 4217 code of a currency, such as EUR"));
    }

    @Test
    void looksIntoNestedObjects() {
        assertThat(faults(Map.of("unit", "EUR", "old", Map.of("price", "0.001", "unit", "EUR"))))
                .extracting(Fault::path)
                .containsExactly("$.payload.old.price");
        assertThat(faults(Map.of("unit", "EUR", "old", Map.of("price", "1", "unit", "ABC"))))
                .extracting(Fault::path)
                .containsExactly("$.payload.old.unit");
    }

    @Test
    void leavesWhatIsNoAmountOrNamesNoCurrencyToTheSchema() {
        assertThat(faults(Map.of("price", "much", "unit", "EUR"))).isEmpty();
        assertThat(faults(Map.of("price", List.of(), "unit", "EUR"))).isEmpty();
        assertThat(faults(Map.of("price", "9".repeat(500_000), "unit", "EUR"))).isEmpty();
        assertThat(faults(Map.of("price", "0.001"))).isEmpty();
        assertThat(faults(Map.of("price", "0.001", "old", "none"))).isEmpty();
    }

    private List<Fault> faults(Map<String, Object> payload) {
        return shape.faults(Event.of("sale.made", payload));
    }
}
