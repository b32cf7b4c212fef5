package com.jkboat.notify.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.Event;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The records applications make events from. */
class BookingEventsTest {

    @Test
    void writeTheFieldsOfTheSchema() {
        Event event = Bookings.LONG.toEvent();

        assertThat(event.type()).isEqualTo(BookingDomain.CREATED);
        assertThat(event.payload())
                .isEqualTo(Map.ofEntries(
                        Map.entry("bookingId", "BK123456"),
                        Map.entry("customerId", "CUST1"),
                        Map.entry("customerEmail", "anna@example.org"),
                        Map.entry("customerName", "Anna Lindqvist"),
                        Map.entry("customerPhone", "+46 70 123 45 67"),
                        Map.entry("locale", "en-GB"),
                        Map.entry("timeZone", "Europe/Stockholm"),
                        Map.entry("tourId", "TOUR2"),
                        Map.entry("tourName", "Harbour Round Trip"),
                        Map.entry("tourDate", "2030-06-15"),
                        Map.entry("tourTime", "17:30"),
                        Map.entry("meetingPoint", "Strandvägen, quay 15"),
                        Map.entry("goodToKnow", "Be at the quay at 17:15.\nBring something warm."),
                        Map.entry("numberOfGuests", 3),
                        Map.entry("totalPrice", "360.00"),
                        Map.entry("currency", "EUR")));
    }

    @Test
    void leaveOutWhatIsNotKnown() {
        assertThat(Bookings.SHORT.toPayload())
                .doesNotContainKeys("customerPhone", "locale", "timeZone", "meetingPoint", "goodToKnow");
        assertThat(new BookingUpdated(Bookings.SHORT).toEvent().payload()).doesNotContainKey("previous");
        assertThat(Bookings.CANCELLED.toEvent().payload()).doesNotContainKeys("tourName", "refundNote");
    }

    @Test
    void refuseAnUpdateOfAnotherBooking() {
        BookingCreated other =
                new BookingCreated("BK9", Bookings.ANNA, Bookings.SHORT.tour(), 1, Bookings.SHORT.price());

        assertThatThrownBy(() -> new BookingUpdated(Bookings.SHORT, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same booking");
    }

    @ParameterizedTest
    @CsvSource({
        "-0.01, EUR, 'amount must be >= 0 and < 10^12, but was: -0.01'",
        "1E+50, EUR, 'amount must be >= 0 and < 10^12, but was: 1E+50'",
        "0.005, EUR, 'amount in EUR must have at most 2 decimals, but was: 0.005'",
        "12.5, JPY, 'amount in JPY must have at most 0 decimals, but was: 12.5'",
        "1, XAU, 'currency must be one people pay in, but was: XAU'",
    })
    void refuseAmountsThatNobodyPays(String amount, String currency, String message) {
        assertThatThrownBy(() -> Price.of(amount, currency))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"0, EUR", "0.000, JPY", "12.500, KWD", "240.00, EUR", "12000.0, JPY", "999999999999.99, EUR"})
    void takeAmountsWithTheDecimalsOfTheirCurrency(String amount, String currency) {
        assertThat(Price.of(amount, currency).amount()).isEqualByComparingTo(amount);
    }

    @Test
    void refuseBookingsOfNobodyAndOfTooMany() {
        assertThatThrownBy(() -> booking(0)).hasMessage("guests must be 1-10,000, but was: 0");
        assertThatThrownBy(() -> booking(10_001)).hasMessage("guests must be 1-10,000, but was: 10001");
    }

    @Test
    void printNoPersonalData() {
        assertThat(Bookings.LONG.toString()).doesNotContain("Lindqvist", "@", "+46");
    }

    private static BookingCreated booking(int guests) {
        return new BookingCreated(
                "BK1",
                Bookings.ANNA,
                new Tour("T", "Tour", LocalDate.of(2030, 1, 1), LocalTime.NOON),
                guests,
                Price.of("1", "EUR"));
    }
}
