package com.jkboat.notify.mime;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes a moment as the Date header has it, in UTC and whole seconds (RFC 5322 3.3). */
final class MailDate {

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private MailDate() {}

    /**
     * Writes the date without a line end.
     *
     * @throws IllegalArgumentException if the year is not in 1900-9999
     */
    static void write(Instant moment, ByteSink out) {
        if (moment.isBefore(FIRST) || !moment.isBefore(END)) {
            throw new IllegalArgumentException("the year of a Date header must be 1900-9999, but was: " + moment);
        }
        LocalDateTime utc = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), 0, ZoneOffset.UTC);
        word(DAYS, utc.getDayOfWeek().getValue(), out);
        out.printable(", ");
        twoDigits(utc.getDayOfMonth(), ' ', out);
        word(MONTHS, utc.getMonthValue(), out);
        out.put(' ');
        out.printable(Integer.toString(utc.getYear()));
        out.put(' ');
        twoDigits(utc.getHour(), ':', out);
        twoDigits(utc.getMinute(), ':', out);
        twoDigits(utc.getSecond(), ' ', out);
        out.printable("+0000");
    }

    private static void word(String words, int number, ByteSink out) {
        out.printable(words, 3 * number - 3, 3 * number);
    }

    private static void twoDigits(int value, char after, ByteSink out) {
        out.put('0' + value / 10);
        out.put('0' + value % 10);
        out.put(after);
    }
}
