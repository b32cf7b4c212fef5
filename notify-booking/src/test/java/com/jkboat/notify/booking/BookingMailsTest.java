package com.jkboat.notify.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.template.Rendered;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the mails say, in HTML and in text. */
class BookingMailsTest {

    private final Mails mails = Mails.branded();
    private final Mails plain = Mails.neutral();

    @Test
    void confirmsInWordsAPersonWouldWrite() {
        Rendered mail = plain.render("booking-confirmation", Bookings.SHORT.toEvent());

        assertThat(mail.subject()).isEqualTo("Confirmed: Archipelago Sunset with Dinner, 14 Jun 2030 (BK123456)");
        assertThat(mail.text()).isEqualTo("""
                        Hello Anna Lindqvist,

                        Thank you for booking with us. Your booking is confirmed.

                          Archipelago Sunset with Dinner
                          Friday, 14 June 2030
                          Departs at 18:00

                          Booking  BK123456
                          Guests   2
                          Total    €240.00

                        --
                        Notify

                        You get this mail because of booking BK123456.
                        """);
        assertThat(mail.html().orElseThrow())
                .contains("Friday, 14 June 2030", "18:00", "BK123456", "€240.00")
                .doesNotContain("Meeting point", "Good to know", "View your booking", "Questions?");
    }

    @Test
    void remindsWithEverythingTheEventAndTheBrandTell() {
        Rendered mail = mails.render("booking-reminder", Bookings.LONG.toReminder());

        assertThat(mail.subject()).isEqualTo("Reminder: Harbour Round Trip, 15 Jun 2030 at 17:30");
        assertThat(mail.text()).isEqualTo("""
                        Hello Anna Lindqvist,

                        Your tour is coming up. Here is your booking once more.

                          Harbour Round Trip
                          Saturday, 15 June 2030
                          Departs at 17:30
                          Meeting point: Strandvägen, quay 15

                          Booking  BK123456
                          Guests   3
                          Total    €360.00

                        Good to know:
                        Be at the quay at 17:15.
                        Bring something warm.

                        View your booking:
                        https://jkboat.example/bookings/BK123456

                        Questions? Write to hello@jkboat.example or call +46 8 123 45 67.

                        --
                        JK Boat
                        Boat tours & dinners
                        Strandvägen 1, Stockholm
                        https://jkboat.example
                        JK Boat AB, 556000-0000

                        You get this mail because of booking BK123456.
                        """);
    }

    @Test
    void showsWhatAnUpdateChanged() {
        Rendered mail = plain.render("booking-update", Bookings.longest().get("booking-update"));

        assertThat(mail.subject()).isEqualTo("Changed: Harbour Round Trip, 15 Jun 2030 (BK123456)");
        assertThat(mail.text()).contains("""
                        What changed:
                          Tour: Harbour Round Trip (was Archipelago Sunset with Dinner)
                          Date: 15 Jun 2030 (was 14 Jun 2030)
                          Departure: 17:30 (was 18:00)
                          Meeting point: Strandvägen, quay 15 (was Nybrokajen)
                          Guests: 3 (was 2)
                          Total: €360.00 (was €240.00)

                          Harbour Round Trip
                        """);
        assertThat(mail.html().orElseThrow().replaceAll("<[^>]*>", "")).contains("was Nybrokajen", "was €240.00");
    }

    @Test
    void tellsWhatABookingIsNowWhenNobodyKnowsWhatItWas() {
        Rendered mail = plain.render("booking-update", new BookingUpdated(Bookings.SHORT).toEvent());

        assertThat(mail.text()).contains("Your booking has changed.").doesNotContain("What changed", "was ");
    }

    @Test
    void showsAnotherCurrencyAsAChangeOfPrice() {
        Map<String, Object> payload = new HashMap<>(Bookings.SHORT.toPayload());
        payload.put("previous", Map.of("totalPrice", "240.00", "currency", "USD", "numberOfGuests", 2));

        String text = plain.render("booking-update", Event.of(BookingDomain.UPDATED, payload))
                .text();

        assertThat(text).contains("Total: €240.00 (was US$240.00)").doesNotContain("Guests: ");
    }

    @Test
    void takesTheSameAmountInAnotherFormForNoChange() {
        Map<String, Object> payload = new HashMap<>(Bookings.SHORT.toPayload());
        payload.put("previous", Map.of("totalPrice", new BigDecimal("240.0"), "tourName", "007"));
        payload.put("tourName", "7");

        String text = plain.render("booking-update", Event.of(BookingDomain.UPDATED, payload))
                .text();

        assertThat(text).contains("Tour: 7 (was 007)").doesNotContain("Total: ");
    }

    @Test
    void cancelsWithTheRefundAndTheWordsOfTheEvent() {
        Rendered mail = mails.render("booking-cancellation", Bookings.longest().get("booking-cancellation"));

        assertThat(mail.subject()).isEqualTo("Cancelled: Harbour Round Trip, 15 Jun 2030 (BK123456)");
        assertThat(mail.text()).contains("""
                          Harbour Round Trip
                          Saturday, 15 June 2030, 17:30

                          Booking  BK123456
                          Refund   €120.00

                        Reason:
                        Storm warning

                        About your refund:
                        Within 14 days.

                        Questions?""");
        assertThat(preheader(mail)).startsWith("Harbour Round Trip, 15 Jun 2030. Refund: €120.00.");
    }

    @Test
    void cancelsWithoutPromisingAnything() {
        Rendered mail = plain.render("booking-cancellation", Bookings.shortest().get("booking-cancellation"));

        assertThat(mail.subject()).isEqualTo("Cancelled: booking BK123456");
        assertThat(mail.text())
                .contains("This cancellation comes without a refund.")
                .doesNotContain("Refund ", "Reason");
        assertThat(mail.html().orElseThrow())
                .contains("This cancellation comes without a refund.")
                .doesNotContain(">Refund<", ">Reason<", "About your refund");
        assertThat(preheader(mail)).startsWith("This cancellation comes without a refund.");
    }

    @ParameterizedTest
    @CsvSource({"240.00, 240.00", "1E+2, 100", "0.50, 0.50"})
    void writesARefundWithoutCurrencyInPlainDigits(BigDecimal amount, String written) {
        Map<String, Object> payload = new HashMap<>(Bookings.CANCELLED.toEvent().payload());
        payload.remove("currency");
        payload.put("refundAmount", amount);

        assertThat(plain.render("booking-cancellation", Event.of(BookingDomain.CANCELLED, payload))
                        .text())
                .contains("Refund   " + written + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "en, 'Friday, 14 June 2030', 18:00, €240.00",
        "en-GB, 'Friday, 14 June 2030', 18:00, €240.00",
        "en-US, 'Friday, June 14, 2030', 6:00 PM, €240.00",
        "sv-SE, 'Friday, 14 June 2030', 18:00, €240.00",
        "de, 'Friday, 14 June 2030', 18:00, €240.00",
    })
    void writesDatesAndTimesByTheCustomsOfTheReader(String locale, String date, String time, String total) {
        BookingCreated booking = new BookingCreated(
                "BK1",
                Bookings.ANNA.withLocale(Locale.forLanguageTag(locale)),
                Bookings.SHORT.tour(),
                2,
                Bookings.SHORT.price());

        assertThat(plain.render("booking-confirmation", booking.toEvent()).text())
                .contains(date, "Departs at " + time + "\n", total);
    }

    @ParameterizedTest
    @CsvSource({"12000, JPY, 'JP¥12,000'", "12.500, KWD, KWD 12.500", "99.9, EUR, €99.90", "240, SEK, SEK 240.00"})
    void writesMoneyWithTheDecimalsOfItsCurrency(String amount, String currency, String written) {
        BookingCreated booking =
                new BookingCreated("BK1", Bookings.ANNA, Bookings.SHORT.tour(), 2, Price.of(amount, currency));

        assertThat(plain.render("booking-reminder", booking.toReminder()).text())
                .contains("Total    " + written + "\n");
    }

    @Test
    void saysHowToAskOnlyWhereSomebodyAnswers() {
        Event event = Bookings.SHORT.toEvent();

        Rendered none = plain.render("booking-confirmation", event);
        Rendered phone = plain.with("support-phone", "+46 8 1").render("booking-confirmation", event);
        Rendered email = plain.with("support-email", "hello@jkboat.example").render("booking-confirmation", event);

        assertThat(none.text()).doesNotContain("Questions?", "answer");
        assertThat(none.html().orElseThrow()).doesNotContain("Questions?", "answer");
        assertThat(phone.text()).contains("Questions? Call +46 8 1.");
        assertThat(phone.html().orElseThrow()).contains("Questions? Call", "href=\"tel:+4681\"");
        assertThat(email.text()).contains("Questions? Write to hello@jkboat.example.");
        assertThat(email.html().orElseThrow()).contains("mailto:hello@jkboat.example");
    }

    @ParameterizedTest
    @MethodSource("com.jkboat.notify.booking.Bookings#routes")
    void promisesNothingTheEventDoesNotTell(String route) {
        Rendered mail = plain.render(route, Bookings.shortest().get(route));

        assertThat(mail.text() + mail.html().orElseThrow())
                .doesNotContainIgnoringCase("15 minutes")
                .doesNotContainIgnoringCase("working days")
                .doesNotContainIgnoringCase("the way you paid")
                .doesNotContainIgnoringCase("money back")
                .doesNotContainIgnoringCase("another solution")
                .doesNotContainIgnoringCase("nothing more you need");
    }

    @ParameterizedTest
    @MethodSource("com.jkboat.notify.booking.Bookings#routes")
    void beginsSentencesWithACapitalAndLeavesOneBlankLine(String route) {
        String text = mails.render(route, Bookings.longest().get(route)).text();

        assertThat(text.lines().skip(2).findFirst().orElseThrow()).matches("[A-Z].*\\.?");
        assertThat(text).doesNotContain("\n\n\n").doesNotContainPattern("&[#a-z0-9]+;|<[a-z]");
    }

    @ParameterizedTest
    @CsvSource({"4, 4", "4.0, 4", "1E+1, 10", "100, 100"})
    void countsGuestsInWholeNumbers(BigDecimal guests, String written) {
        Map<String, Object> payload = new HashMap<>(Bookings.SHORT.toPayload());
        payload.put("numberOfGuests", guests);
        payload.put("previous", Map.of("numberOfGuests", new BigDecimal("3.0")));

        String text = plain.render("booking-update", Event.of(BookingDomain.UPDATED, payload))
                .text();

        assertThat(text).contains("Guests: " + written + " (was 3)", "Guests   " + written + "\n");
    }

    @Test
    void isNotConfusedByFieldsOfTheApplication() {
        Event event = Bookings.with(
                Bookings.with(Bookings.CANCELLED.toEvent(), "changes", "none"), "hasRefund", Map.of("a", "b"));

        assertThat(plain.render("booking-cancellation", event).text()).contains("Refund   €120.00");
        assertThat(plain.render(
                                "booking-update",
                                Bookings.with(new BookingUpdated(Bookings.SHORT).toEvent(), "changes", "some"))
                        .text())
                .doesNotContain("What changed");
    }

    private static String preheader(Rendered mail) {
        return Jsoup.parse(mail.html().orElseThrow()).selectFirst("body > div").text();
    }
}
