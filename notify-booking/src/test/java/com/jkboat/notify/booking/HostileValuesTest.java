package com.jkboat.notify.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.template.Rendered;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The second line of defence: values the schemas refuse do no harm either when a mail is rendered with them. */
class HostileValuesTest {

    /** Those that templates read as dates, times, numbers and currencies; anything else there cannot be rendered. */
    private static final Set<String> FORMATTED = Set.of(
            "tourDate", "tourTime", "totalPrice", "refundAmount", "currency", "numberOfGuests", "locale", "timeZone");

    private static final List<String> VALUES = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' onmouseover='alert(1)' x='",
            "</td></tr></table><h1>Free tours</h1>",
            "<!--[if mso]><a href=\"https://evil.example\">x</a><![endif]-->",
            "javascript:alert(1)",
            "Eve\r\nBcc: everybody@example.com\r\n\r\nHello",
            "nul\u0000 bell\u0007 escape\u001B next\u0085",
            "\u202Egnp.exe\u2066 \u2028 end",
            "{{brand}} {{{customerEmail}}} ${7*7}",
            "&lt;b&gt; &amp; %0d%0a",
            "half \uD83D of a pair",
            "x".repeat(10_000),
            "<b>".repeat(3_500));

    static Stream<Arguments> everyValueInEveryMail() {
        return Bookings.routes().stream().flatMap(route -> VALUES.stream().map(value -> Arguments.of(route, value)));
    }

    @ParameterizedTest(name = "{0} [{index}]")
    @MethodSource("everyValueInEveryMail")
    void changeNoTagAndNoLink(String route, String value) {
        Event harmless = Bookings.longest().get(route);

        Element page = body(Mails.branded().render(route, everywhere(harmless, value)));

        assertThat(page.getAllElements().stream().map(Element::tagName).toList())
                .isEqualTo(body(Mails.branded().render(route, harmless)).getAllElements().stream()
                        .map(Element::tagName)
                        .toList());
        assertThat(page.select("*"))
                .allSatisfy(element -> assertThat(element.attributes().asList())
                        .noneMatch(attribute -> attribute.getKey().startsWith("on")));
        assertThat(page.select("a[href]"))
                .allSatisfy(link -> assertThat(link.attr("href"))
                        .matches("(https://jkboat\\.example|mailto:hello@jkboat|tel:\\+).*"));
    }

    @ParameterizedTest(name = "{0} [{index}]")
    @MethodSource("everyValueInEveryMail")
    void leaveNoControlCharacterBehind(String route, String value) {
        Rendered mail =
                Mails.branded().render(route, everywhere(Bookings.longest().get(route), value));

        assertThat(mail.subject()).hasSizeLessThanOrEqualTo(250).doesNotContainPattern("[\\p{Cntrl}\\u2028-\\u202E]");
        assertThat(mail.text()).doesNotContainPattern("[\\p{Cntrl}&&[^\\n\\t]]|[\\u202A-\\u202E\\u2066-\\u2069]");
        assertThat(mail.html().orElseThrow()).doesNotContainPattern("[\\u0000-\\u0008\\u000B-\\u001F\\u0085]");
    }

    private static Element body(Rendered mail) {
        return Jsoup.parse(mail.html().orElseThrow()).body();
    }

    private static Event everywhere(Event event, String value) {
        return Event.of(event.type(), everywhere(event.payload(), value));
    }

    private static Map<String, Object> everywhere(Map<?, ?> fields, String value) {
        Map<String, Object> hostile = new HashMap<>();
        fields.forEach((name, old) -> hostile.put((String) name, replace((String) name, old, value)));
        return hostile;
    }

    private static Object replace(String name, Object old, String value) {
        if (old instanceof Map<?, ?> inside) {
            return everywhere(inside, name + value);
        }
        if (FORMATTED.contains(name)) {
            return old;
        }
        // a link longer than 2,000 characters is refused, so of an endless booking id there is no mail at all
        return name.equals("bookingId") ? value.substring(0, Math.min(200, value.length())) : value;
    }
}
