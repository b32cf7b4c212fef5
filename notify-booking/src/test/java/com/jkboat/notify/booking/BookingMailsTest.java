package com.jkboat.notify.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.config.SettingsReader;
import com.jkboat.notify.core.template.Brand;
import com.jkboat.notify.core.template.HandlebarsTemplateEngine;
import com.jkboat.notify.template.RenderRequest;
import com.jkboat.notify.template.Rendered;
import com.jkboat.notify.template.TemplateEngine;
import com.jkboat.notify.template.TemplateId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renders every mail; the files under target/mails are for people to look at. */
class BookingMailsTest {

    private static final Customer ANNA = new Customer("CUST1", "anna@example.org", "Anna Lindqvist");
    private static final BookingCreated BOOKING = new BookingCreated(
            "BK123456",
            ANNA,
            new Tour("TOUR1", "Archipelago Sunset with Dinner", LocalDate.of(2030, 6, 14), LocalTime.of(18, 0)),
            2,
            Price.of("240.00", "EUR"));

    private final BookingDomain domain = new BookingDomain();
    private final TemplateEngine engine = HandlebarsTemplateEngine.open(List.of(domain.templates()));

    @Test
    void confirmsInWordsAPersonWouldWrite() throws IOException {
        Rendered mail = render("booking-confirmation", BOOKING.toEvent());

        assertThat(mail.subject()).isEqualTo("Confirmed: Archipelago Sunset with Dinner, Jun 14, 2030 (BK123456)");
        assertThat(mail.text())
                .startsWith("Hello Anna Lindqvist,")
                .contains("Friday, June 14, 2030")
                .contains("€240.00")
                .doesNotContain("<");
        assertThat(mail.html().orElseThrow()).contains("BK123456").contains("prefers-color-scheme");
    }

    @Test
    void showsWhatAnUpdateChanged() throws IOException {
        BookingCreated later = new BookingCreated(
                "BK123456",
                ANNA,
                new Tour("TOUR1", "Archipelago Sunset with Dinner", LocalDate.of(2030, 6, 15), LocalTime.of(17, 30)),
                3,
                Price.of("360.00", "EUR"));

        Rendered mail = render("booking-update", new BookingUpdated(later, BOOKING).toEvent());

        assertThat(mail.text())
                .contains("Date: Jun 14, 2030 -> Jun 15, 2030")
                .contains("Guests: 2 -> 3")
                .contains("Price: €240.00 -> €360.00");
    }

    @Test
    void tellsOfTheRefundOnlyWhenThereIsOne() throws IOException {
        Event paidBack = new BookingCancelled("BK1", ANNA, "Storm warning", Price.of("12000", "JPY")).toEvent();
        Event nothing = new BookingCancelled("BK1", ANNA, "", Price.of("0", "EUR")).toEvent();

        assertThat(render("booking-cancellation", paidBack).text())
                .contains("¥12,000")
                .contains("Storm warning");
        assertThat(render("booking-cancellation", nothing).text())
                .contains("Refund    none")
                .doesNotContain("goes back");
    }

    @Test
    void remindsWithoutOptionalParts() throws IOException {
        Event arabic = Event.of(
                BookingDomain.REMINDER,
                new BookingCreated(
                                "BK9",
                                new Customer("C9", "k@example.org", "خالد بن عبد الله"),
                                new Tour(
                                        "T9",
                                        "جولة بحرية عند الغروب مع عشاء تقليدي طويل جدا على متن القارب",
                                        LocalDate.of(2030, 1, 2),
                                        LocalTime.of(9, 5)),
                                4,
                                Price.of("12.500", "KWD"))
                        .toPayload());

        assertThat(render("booking-reminder", arabic).text()).contains("12.500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"booking-confirmation", "booking-update", "booking-reminder"})
    void escapesHostileValues(String template) throws IOException {
        Map<String, Object> payload = new HashMap<>(BOOKING.toPayload());
        payload.put("customerName", "<script>alert(1)</script>");
        payload.put("tourName", "\"><img src=x onerror=alert(1)>");
        payload.put("meetingPoint", "{{brand}} & <b>");

        Rendered mail = render(template, Event.of(BookingDomain.CREATED, payload));

        assertThat(mail.html().orElseThrow()).doesNotContain("<script>").doesNotContain("<img src=x");
        assertThat(mail.html().orElseThrow().getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(80_000);
    }

    private Rendered render(String template, Event event) throws IOException {
        Map<String, Object> model = new HashMap<>(domain.model(event));
        model.putAll(event.payload());
        model.put("brand", brand());
        Rendered mail =
                engine.render(new RenderRequest(TemplateId.of(template), Locale.ENGLISH, ZoneOffset.UTC, model));
        Path folder = Files.createDirectories(Path.of("target", "mails"));
        Files.writeString(
                folder.resolve(template + "-" + event.payload().get("bookingId") + ".html"),
                mail.html().orElseThrow());
        return mail;
    }

    private static Map<String, Object> brand() {
        Settings settings = Settings.of(Map.of(
                "notify.brand.name", "JK Boat",
                "notify.brand.color", "#0b5c6b",
                "notify.brand.support-email", "hello@jkboat.example",
                "notify.brand.support-phone", "+46 8 123 45 67",
                "notify.brand.website", "https://jkboat.example",
                "notify.brand.address", "Strandvägen 1, Stockholm",
                "notify.brand.links.booking", "https://jkboat.example/bookings/{bookingId}"));
        return Brand.from(new SettingsReader(settings, List.of()).section("notify.brand"))
                .toModel();
    }
}
