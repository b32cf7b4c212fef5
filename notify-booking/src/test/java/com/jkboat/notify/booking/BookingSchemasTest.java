package com.jkboat.notify.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.jkboat.notify.Event;
import com.jkboat.notify.EventRefusedException;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.core.EventReader;
import com.jkboat.notify.core.Notify;
import com.jkboat.notify.event.Fault;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which events are taken, and what is said about those that are not. */
class BookingSchemasTest {

    @TempDir
    private static Path folder;

    private static NotificationClient client;

    @BeforeAll
    static void open() {
        client = Notify.builder()
                .settings(Settings.defaults()
                        .with("notify.queue", "memory")
                        .with("notify.audit", "memory")
                        .with("notify.data", folder.toString()))
                .domain(new BookingDomain())
                .build();
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @Test
    void takesEventsAsShortAndAsLongAsTheyMayBe() {
        assertThat(Bookings.shortest().values())
                .allSatisfy(event -> assertThat(faults(event)).isEmpty());
        assertThat(Bookings.longest().values())
                .allSatisfy(event -> assertThat(faults(event)).isEmpty());
    }

    @Test
    void keepsFieldsItDoesNotKnow() {
        assertThat(faults(Bookings.with(Bookings.SHORT.toEvent(), "loyalty", Map.of("level", "gold"))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("optionalFields")
    void takesNullForWhatMayBeLeftOut(String route, String field) {
        assertThat(faults(Bookings.with(Bookings.longest().get(route), field, null)))
                .isEmpty();
    }

    static Stream<Arguments> optionalFields() {
        Map<String, List<String>> fields = Map.of(
                "booking-confirmation", List.of("customerPhone", "locale", "timeZone", "meetingPoint", "goodToKnow"),
                "booking-update", List.of("previous", "meetingPoint", "goodToKnow", "customerPhone"),
                "booking-reminder", List.of("customerPhone", "locale", "timeZone", "meetingPoint", "goodToKnow"),
                "booking-cancellation",
                        List.of("tourId", "tourName", "tourDate", "tourTime", "currency", "refundNote", "locale"));
        return fields.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(field -> arguments(entry.getKey(), field)));
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void namesTheFieldThatIsMissing(String route, String field) {
        Map<String, Object> payload =
                new HashMap<>(Bookings.longest().get(route).payload());
        payload.remove(field);

        assertThat(faults(Event.of(Bookings.longest().get(route).type(), payload)))
                .containsExactly(new Fault("$.payload." + field, "is missing, but required"));
    }

    static Stream<Arguments> requiredFields() {
        List<String> whole = List.of(
                "bookingId",
                "customerId",
                "tourId",
                "tourName",
                "tourDate",
                "tourTime",
                "numberOfGuests",
                "totalPrice",
                "currency",
                "customerEmail",
                "customerName");
        List<String> cancelled = List.of(
                "bookingId", "customerId", "cancellationReason", "refundAmount", "customerEmail", "customerName");
        return Bookings.routes().stream()
                .flatMap(route -> (route.equals("booking-cancellation") ? cancelled : whole)
                        .stream().map(field -> arguments(route, field)));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("wrongValues")
    void namesTheFieldThatIsWrong(String field, Object value, String problem) {
        List<Fault> faults = faults(Bookings.with(Bookings.SHORT.toEvent(), field, value));

        assertThat(faults).extracting(Fault::path).containsOnly("$.payload." + field);
        assertThat(faults).anySatisfy(fault -> assertThat(fault.problem()).contains(problem));
        assertThat(faults.toString()).doesNotContain("everybody@example.com", "xxxxx");
    }

    static Stream<Arguments> wrongValues() {
        String control = "must not contain control characters";
        return Stream.of(
                arguments("bookingId", "", "must match"),
                arguments("bookingId", "BK 1", "must match"),
                arguments("bookingId", "BK1\n", "must match"),
                arguments("bookingId", "B".repeat(65), "must match"),
                arguments("bookingId", 7, "must be string, but was integer"),
                arguments("bookingId", null, "must be string, but was null"),
                arguments("customerId", "C/1", "must match"),
                arguments("tourId", "../T", "must match"),
                arguments("customerEmail", "nobody", "INVALID_EMAIL"),
                arguments("customerEmail", "", "INVALID_EMAIL"),
                arguments("customerEmail", "a@example.org\r\nBcc: everybody@example.com", "INVALID_EMAIL"),
                arguments("customerEmail", "x".repeat(250) + "@example.org", "at most 254"),
                arguments("customerEmail", 7, "must be string"),
                arguments("customerName", "", "or be blank"),
                arguments("customerName", " \t ", "or be blank"),
                arguments("tourName", "   ", "or be blank"),
                arguments("customerName", "x".repeat(201), "at most 200"),
                arguments("customerName", "x".repeat(10_000), "at most 200"),
                arguments("customerName", "Eve\r\nBcc: everybody@example.com", control),
                arguments("customerName", "Eve\n", control),
                arguments("customerName", "Eve\u0000", control),
                arguments("customerName", "Eve\u202Egnp", control),
                arguments("customerName", List.of("Eve"), "must be string, but was array"),
                arguments("customerPhone", "1\n2", control),
                arguments("customerPhone", 46812345, "but was integer"),
                arguments("tourName", "x".repeat(201), "at most 200"),
                arguments("tourName", "a\u2066b", control),
                arguments("tourDate", "2026-02-30", "must be a valid date"),
                arguments("tourDate", "2025-02-29", "must be a valid date"),
                arguments("tourDate", "2024-13-01", "must be a valid date"),
                arguments("tourDate", "20/02/2024", "must be a valid date"),
                arguments("tourDate", "2024-2-3", "must be a valid date"),
                arguments("tourDate", "2024-02-20T18:00:00Z", "must be a valid date"),
                arguments("tourDate", "+12024-02-20", "must be a valid date"),
                arguments("tourDate", "2024-02-20\n", "must be a valid date"),
                arguments("tourDate", "", "must be a valid date"),
                arguments("tourDate", 20240220, "must be string"),
                arguments("tourTime", "24:00", "must match"),
                arguments("tourTime", "18:60", "must match"),
                arguments("tourTime", "6pm", "must match"),
                arguments("tourTime", "18:00:00", "must match"),
                arguments("tourTime", "18:00Z", "must match"),
                arguments("tourTime", "18:00\n", "must match"),
                arguments("timeZone", "Mars/Phobos", "must be a time zone"),
                arguments("timeZone", 2, "but was integer"),
                arguments("locale", "not a language!", "must be a language tag"),
                arguments("meetingPoint", "x".repeat(301), "at most 300"),
                arguments("goodToKnow", "x".repeat(1_001), "at most 1000"),
                arguments("goodToKnow", "a\u0007b", control),
                arguments("numberOfGuests", 0, "at least 1"),
                arguments("numberOfGuests", 10_001, "at most 10000"),
                arguments("numberOfGuests", 2.5, "must be integer"),
                arguments("numberOfGuests", "four", "must be integer, but was string"),
                arguments("totalPrice", "-1.00", "must match"),
                arguments("totalPrice", "240,00", "must match"),
                arguments("totalPrice", "1e5", "must match"),
                arguments("totalPrice", "1234567890123", "must match"),
                arguments("totalPrice", "9".repeat(100_000), "must match"),
                arguments("totalPrice", -0.01, "at least 0"),
                arguments("totalPrice", new BigDecimal("1E+50"), "at most 999999999999"),
                arguments("totalPrice", true, "but was boolean"),
                arguments("totalPrice", "240.005", "at most 2 decimals in EUR"),
                arguments("totalPrice", new BigDecimal("1E-9"), "at most 2 decimals in EUR"),
                arguments("currency", "ABC", "must be the ISO 4217 code of a currency"),
                arguments("currency", "eur", "must be the ISO 4217 code of a currency"),
                arguments("currency", "EURO", "must be the ISO 4217 code of a currency"),
                arguments("currency", "", "must be the ISO 4217 code of a currency"),
                arguments("currency", "XXX", "must be the ISO 4217 code of a currency"),
                arguments("currency", 978, "must be string"));
    }

    @ParameterizedTest
    @CsvSource({"JPY, 12000, 12000.5", "EUR, 240.00, 240.001", "KWD, 12.500, 12.5001", "JPY, 12000.00, 0.1"})
    void countsDecimalsByTheCurrency(String currency, BigDecimal right, BigDecimal tooFine) {
        Event event = Bookings.with(Bookings.SHORT.toEvent(), "currency", currency);

        assertThat(faults(Bookings.with(event, "totalPrice", right))).isEmpty();
        assertThat(faults(Bookings.with(event, "totalPrice", right.toPlainString())))
                .isEmpty();
        assertThat(faults(Bookings.with(event, "totalPrice", tooFine)))
                .extracting(Fault::path)
                .containsExactly("$.payload.totalPrice");
    }

    @Test
    void looksIntoWhatABookingWasBefore() {
        Event event = Bookings.with(
                new BookingUpdated(Bookings.SHORT).toEvent(),
                "previous",
                Map.of(
                        "tourDate", "2026-02-30",
                        "tourTime", "6pm",
                        "numberOfGuests", "two",
                        "totalPrice", "12.345",
                        "currency", "ABC"));

        assertThat(faults(event))
                .extracting(Fault::path)
                .containsExactlyInAnyOrder(
                        "$.payload.previous.tourDate",
                        "$.payload.previous.tourTime",
                        "$.payload.previous.numberOfGuests",
                        "$.payload.previous.currency");
    }

    @Test
    void looksAtWhatACancellationAdds() {
        Event event = Bookings.CANCELLED.toEvent();

        assertThat(faults(Bookings.with(event, "cancellationReason", "a\u0000b")))
                .hasSize(1);
        assertThat(faults(Bookings.with(event, "cancellationReason", "a\nb"))).isEmpty();
        assertThat(faults(Bookings.with(event, "refundAmount", "-1"))).hasSize(1);
        assertThat(faults(Bookings.with(event, "refundAmount", "0.001"))).hasSize(1);
        assertThat(faults(Bookings.with(event, "currency", "ABC"))).hasSize(1);
        assertThat(faults(Bookings.with(event, "refundNote", "x".repeat(1_001))))
                .hasSize(1);
    }

    @Test
    void namesAllFaultsAtOnce() {
        Map<String, Object> payload = new HashMap<>(Bookings.SHORT.toPayload());
        payload.remove("bookingId");
        payload.putAll(Map.of("tourDate", "2026-02-30", "tourTime", "6pm", "numberOfGuests", 0, "currency", "ABC"));
        payload.putAll(Map.of("customerEmail", "nobody", "customerName", "", "locale", "!", "timeZone", "Mars"));

        assertThat(faults(Event.of(BookingDomain.CREATED, payload)))
                .extracting(Fault::path)
                .containsExactlyInAnyOrder(
                        "$.payload.bookingId",
                        "$.payload.tourDate",
                        "$.payload.tourTime",
                        "$.payload.numberOfGuests",
                        "$.payload.currency",
                        "$.payload.customerEmail",
                        "$.payload.customerName",
                        "$.payload.locale",
                        "$.payload.timeZone");
    }

    @ParameterizedTest
    @CsvSource({"2024-01-15T10:30:00", "2024-01-15", "10:30", "2024-02-30T10:30:00Z", "yesterday"})
    void refusesATimestampThatIsNoMoment(String timestamp) {
        String json = "{\"eventType\":\"booking.created\",\"eventId\":\"7f0c1f52-6c5a-4a9e-9d0e-3f6a3c2b1a10\","
                + "\"timestamp\":\"" + timestamp + "\",\"payload\":{}}";

        assertThatThrownBy(() -> EventReader.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        EventRefusedException.class,
                        refused -> assertThat(refused.faults())
                                .extracting(Fault::path)
                                .containsExactly("$.timestamp"));
    }

    private List<Fault> faults(Event event) {
        try {
            client.publish(event);
            return List.of();
        } catch (EventRefusedException e) {
            return e.faults();
        }
    }
}
