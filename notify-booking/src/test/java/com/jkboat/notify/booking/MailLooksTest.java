package com.jkboat.notify.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.template.Rendered;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every mail owes every reader; the files under target/mails are for people to look at. */
class MailLooksTest {

    /** Gmail cuts at about 102 KB, with what providers add. */
    private static final int MAX_BYTES = 80_000;

    /** WCAG 2.2, level AA, text of any size. */
    private static final double READABLE = 4.5;

    /** As in the schemas; quotation marks because they grow to six characters in HTML. */
    private static final Map<String, Integer> LONGEST = Map.of(
            "bookingId", 64,
            "customerName", 200,
            "tourName", 200,
            "meetingPoint", 300,
            "goodToKnow", 1_000,
            "cancellationReason", 1_000,
            "refundNote", 1_000);

    static Stream<Arguments> everyMail() {
        return Bookings.routes().stream()
                .flatMap(route -> Stream.of(
                        Arguments.of(route, "short", Mails.neutral().render(route, event(Bookings.shortest(), route))),
                        Arguments.of(route, "long", Mails.branded().render(route, event(Bookings.longest(), route)))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyMail")
    void tellsItsLanguageWidthAndPreview(String route, String length, Rendered mail) {
        Document page = page(mail);

        assertThat(page.selectFirst("html").attr("lang")).isEqualTo("en");
        assertThat(page.title()).isNotBlank();
        assertThat(page.select("meta[name=viewport], meta[name=color-scheme]")).hasSize(2);
        Element preheader = page.body().child(0);
        assertThat(preheader.attr("style")).contains("display:none", "mso-hide:all");
        assertThat(preheader.text().replaceAll("[\\u034F\\u200C\\u00A0 ]+$", ""))
                .hasSizeBetween(20, 130);
        assertThat(mail.html().orElseThrow()).contains("<!--[if mso]><table role=\"presentation\" width=\"600\"");
        assertThat(page.select("table:not([role=presentation])")).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyMail")
    void bringsNothingThatRunsOrIsFetched(String route, String length, Rendered mail) {
        Document page = page(mail);

        assertThat(page.select("script, form, input, iframe, object, embed, link, base, svg, video, audio"))
                .isEmpty();
        assertThat(page.select("img"))
                .allSatisfy(image -> assertThat(image.attr("alt")).isEqualTo("JK Boat"))
                .allSatisfy(image -> assertThat(image.attr("width")).isEqualTo("120"));
        assertThat(page.select("[href]"))
                .allSatisfy(link -> assertThat(link.attr("href")).matches("(https://|mailto:|tel:).*"));
        assertThat(page.select("style").html() + page.select("[style]").eachAttr("style"))
                .doesNotContain("url(", "@import", "javascript:", "expression(");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyMail")
    void staysSmallAndIsWrittenForPeopleToLookAt(String route, String length, Rendered mail) throws IOException {
        byte[] html = mail.html().orElseThrow().getBytes(StandardCharsets.UTF_8);
        Path folder = Files.createDirectories(Path.of("target", "mails"));
        Files.write(folder.resolve(route + "-" + length + ".html"), html);
        Files.writeString(folder.resolve(route + "-" + length + ".txt"), mail.text());

        assertThat(html.length).isLessThan(MAX_BYTES);
        assertThat(mail.text()).isNotBlank();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyMail")
    void canBeReadByDayAndByNight(String route, String length, Rendered mail) {
        for (Colors colors : Colors.dayAndNight(page(mail))) {
            Map<String, Double> contrasts = colors.contrasts();

            assertThat(contrasts).hasSizeGreaterThan(8);
            assertThat(contrasts)
                    .allSatisfy((text, contrast) -> assertThat(contrast)
                            .as("contrast of \"%s\" in %s", text, colors)
                            .isGreaterThanOrEqualTo(READABLE));
        }
    }

    @Test
    void canBeReadInAnyColorOfTheBrand() {
        for (String brandColor : new String[] {"#ffcc00", "#ffffff", "#777777", "#e4002b", "#000000"}) {
            Rendered mail =
                    Mails.branded().with("color", brandColor).render("booking-confirmation", Bookings.LONG.toEvent());

            assertThat(Colors.dayAndNight(page(mail)).get(0).contrasts().get("View your booking"))
                    .as(brandColor)
                    .isGreaterThanOrEqualTo(READABLE);
        }
    }

    @ParameterizedTest
    @MethodSource("com.jkboat.notify.booking.Bookings#routes")
    void staysSmallWithTheLongestValuesTheSchemasTake(String route) {
        Map<String, Object> payload =
                new HashMap<>(Bookings.longest().get(route).payload());
        LONGEST.forEach((field, length) -> payload.computeIfPresent(field, (name, old) -> "\"".repeat(length)));
        payload.computeIfPresent("previous", (name, old) -> Map.of("tourName", "'".repeat(200)));
        Event event = Event.of(Bookings.longest().get(route).type(), payload);

        Rendered mail = Mails.branded().render(route, event);

        assertThat(mail.html().orElseThrow().getBytes(StandardCharsets.UTF_8).length)
                .isBetween(10_000, MAX_BYTES);
    }

    private static Event event(Map<String, Event> events, String route) {
        return events.get(route);
    }

    private static Document page(Rendered mail) {
        return Jsoup.parse(mail.html().orElseThrow());
    }
}
