package com.jkboat.notify.core.template;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Writes money, dates and times the way one language does, in one zone; never by the machine's own settings.
 *
 * @param locale whose customs are followed
 * @param zone where instants are seen from
 */
record Formats(Locale locale, ZoneId zone) {

    /** Under which a rendering carries its formats. */
    static final String KEY = "notify.formats";

    static final String DEFAULT_STYLE = "long";

    /** More digits than any price has; also keeps a hostile exponent from being written out. */
    private static final int MAX_DIGITS = 30;

    /** The JDK writes SEK240.00 where the symbol is a word; people write SEK 240.00. */
    private static final Pattern LETTER_BESIDE_DIGIT = Pattern.compile("(?<=\\p{L})(?=\\p{Nd})|(?<=\\p{Nd})(?=\\p{L})");

    private static final Map<Customs, DateTimeFormatter> FORMATTERS = new ConcurrentHashMap<>();
    private static final Map<Locale, NumberFormat> CURRENCY_FORMATS = new ConcurrentHashMap<>();

    /**
     * Writes an amount with as many decimals as its currency has, and more only where the amount needs them.
     *
     * @param amount a number, or a text such as {@code 240.00}
     * @param currency ISO 4217, such as {@code SEK}
     */
    String money(Object amount, String currency) {
        BigDecimal exact = decimal(amount)
                .filter(number -> number.precision() <= MAX_DIGITS && Math.abs(number.scale()) <= MAX_DIGITS)
                .orElseThrow(() -> new UnusableValue("an amount of money must be a decimal number"));
        Currency unit = unit(currency);
        int decimals = Math.max(
                Math.max(0, unit.getDefaultFractionDigits()),
                exact.stripTrailingZeros().scale());
        NumberFormat format = currencyFormat(locale);
        format.setCurrency(unit);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return LETTER_BESIDE_DIGIT.matcher(steady(format.format(exact))).replaceAll("\u00A0");
    }

    /**
     * Writes a day.
     *
     * @param value {@code 2024-02-20}, or an instant such as {@code 2024-02-20T17:00:00Z}, which is seen in the zone
     * @param style full (with the weekday), long, medium or short
     */
    String date(Object value, String style) {
        LocalDate date = parseDate(value.toString());
        return steady(formatter(new Customs(locale, style, Part.DATE)).format(date));
    }

    /** Writes a time of day, without seconds; takes {@code 18:00} or an instant. */
    String time(Object value) {
        LocalTime time = parseTime(value.toString());
        return steady(formatter(new Customs(locale, "short", Part.TIME)).format(time));
    }

    static Optional<BigDecimal> decimal(Object value) {
        try {
            return Optional.of(new BigDecimal(value.toString().strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private LocalDate parseDate(String text) {
        try {
            return text.contains("T") ? instant(text).atZone(zone).toLocalDate() : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new UnusableValue("a date must look like 2024-02-20 or 2024-02-20T17:00:00Z");
        }
    }

    private LocalTime parseTime(String text) {
        try {
            return text.contains("T") ? instant(text).atZone(zone).toLocalTime() : LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new UnusableValue("a time must look like 18:00 or 2024-02-20T17:00:00Z");
        }
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static Currency unit(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw new UnusableValue("a currency must be an ISO 4217 code such as SEK");
        }
    }

    /** Returns one of the caller's own: they are not safe for several threads, and slow to make. */
    private static NumberFormat currencyFormat(Locale locale) {
        NumberFormat made = CURRENCY_FORMATS.computeIfAbsent(locale, NumberFormat::getCurrencyInstance);
        return (NumberFormat) made.clone();
    }

    private static DateTimeFormatter formatter(Customs customs) {
        return FORMATTERS.computeIfAbsent(customs, Customs::formatter);
    }

    /** One JDK's narrow space is another's wide one; mail readers know the wide one. */
    private static String steady(String text) {
        return text.replace('\u202F', '\u00A0');
    }

    private enum Part {
        DATE,
        TIME
    }

    private record Customs(Locale locale, String style, Part part) {

        DateTimeFormatter formatter() {
            FormatStyle formatStyle = Arrays.stream(FormatStyle.values())
                    .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(style))
                    .findFirst()
                    .orElseThrow(() -> new UnusableValue("a style must be full, long, medium or short"));
            DateTimeFormatter byStyle = part == Part.DATE
                    ? DateTimeFormatter.ofLocalizedDate(formatStyle)
                    : DateTimeFormatter.ofLocalizedTime(formatStyle);
            return byStyle.withLocale(locale);
        }
    }
}
