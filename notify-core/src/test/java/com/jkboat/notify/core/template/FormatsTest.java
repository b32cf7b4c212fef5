package com.jkboat.notify.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {

    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

    @ParameterizedTest
    @CsvSource({
        "en-GB, 240.00, GBP, £240.00",
        "en-GB, 240, EUR, €240.00",
        "en-GB, 1240.5, SEK, 'SEK 1,240.50'",
        "en-GB, 24000, JPY, 'JP¥24,000'",
        "en-GB, 24000.00, JPY, 'JP¥24,000'",
        "en-GB, 12.5, KWD, 'KWD 12.500'",
        "en-GB, 0.125, EUR, €0.125",
        "en-GB, -5, EUR, -€5.00",
        "en-US, 240, USD, $240.00",
        "sv-SE, 1240.5, SEK, '1 240,50 kr'",
    })
    void writesMoneyWithTheDigitsOfItsCurrency(String locale, String amount, String currency, String expected) {
        Formats formats = new Formats(Locale.forLanguageTag(locale), STOCKHOLM);

        assertThat(plain(formats.money(amount, currency))).isEqualTo(expected);
        assertThat(plain(formats.money(new BigDecimal(amount), currency))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"abc, SEK", "1e999999999, SEK", "1, XX", "1, sek", "'', SEK"})
    void refusesMoneyThatIsNone(String amount, String currency) {
        Formats formats = new Formats(Locale.UK, STOCKHOLM);

        assertThatThrownBy(() -> formats.money(amount, currency)).isInstanceOf(UnusableValue.class);
    }

    @ParameterizedTest
    @CsvSource({
        "en-GB, 2024-02-20, long, 20 February 2024",
        "en-US, 2024-02-20, long, 'February 20, 2024'",
        "sv, 2024-02-20, long, 20 februari 2024",
        "en-GB, 2024-02-20T23:30:00Z, long, 21 February 2024",
        "en-GB, 2024-02-20T23:30:00-05:00, medium, 21 Feb 2024",
    })
    void writesDatesInTheCustomOfTheLocale(String locale, String value, String style, String expected) {
        assertThat(new Formats(Locale.forLanguageTag(locale), STOCKHOLM).date(value, style))
                .isEqualTo(expected);
    }

    @Test
    void namesTheWeekdayInTheFullStyle() {
        assertThat(new Formats(Locale.UK, STOCKHOLM).date("2024-02-20", "full"))
                .startsWith("Tuesday")
                .endsWith("20 February 2024");
    }

    @ParameterizedTest
    @CsvSource({
        "en-GB, 18:00, 18:00",
        "en-US, 18:00, 6:00 PM",
        "sv, 08:30:15, 08:30",
        "en-GB, 2024-07-01T10:00:00Z, 12:00"
    })
    void writesTimesInTheCustomOfTheLocale(String locale, String value, String expected) {
        assertThat(plain(new Formats(Locale.forLanguageTag(locale), STOCKHOLM).time(value)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20/02/2024", "2024-02-30", "18:00", "tomorrow"})
    void refusesDatesInOtherForms(String value) {
        assertThatThrownBy(() -> new Formats(Locale.UK, STOCKHOLM).date(value, "long"))
                .isInstanceOf(UnusableValue.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "25:00", "6pm", "2024-02-20"})
    void refusesTimesInOtherForms(String value) {
        assertThatThrownBy(() -> new Formats(Locale.UK, STOCKHOLM).time(value)).isInstanceOf(UnusableValue.class);
    }

    @Test
    void refusesAStyleItDoesNotKnow() {
        assertThatThrownBy(() -> new Formats(Locale.UK, STOCKHOLM).date("2024-02-20", "fancy"))
                .isInstanceOf(UnusableValue.class)
                .hasMessageContaining("full, long, medium or short");
    }

    private static String plain(String text) {
        return text.replace('\u00A0', ' ').replace('\u2212', '-');
    }
}
