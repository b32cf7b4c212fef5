package com.jkboat.notify.benchmark.endtoend;

import com.jkboat.notify.Event;
import com.jkboat.notify.booking.BookingDomain;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.config.SettingsReader;
import com.jkboat.notify.core.template.Brand;
import com.jkboat.notify.core.template.HandlebarsTemplateEngine;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.template.RenderRequest;
import com.jkboat.notify.template.Rendered;
import com.jkboat.notify.template.TemplateId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The same confirmation for every contender, rendered by the same engine. */
final class Words {

    static final String SENDER = "JK Boat <bookings@jkboat.example>";

    private static final EmailAddress FROM = EmailAddress.of("bookings@jkboat.example", "JK Boat");

    private static final TemplateId TEMPLATE = TemplateId.of("booking-confirmation", 1);

    private final BookingDomain domain = new BookingDomain();
    private final HandlebarsTemplateEngine engine = HandlebarsTemplateEngine.open(List.of(domain.templates()));
    private final Map<String, Object> brand = Brand.from(
                    new SettingsReader(Settings.of(Map.of("notify.brand.name", "JK Boat")), List.of())
                            .section("notify.brand"))
            .toModel();

    EmailMessage mail(Event event) {
        Map<String, Object> model = new HashMap<>(domain.model(event));
        model.putAll(event.payload());
        model.put("brand", brand);
        Rendered words = engine.render(new RenderRequest(TEMPLATE, Locale.ENGLISH, ZoneOffset.UTC, model));
        return EmailMessage.builder(event.id(), FROM, to(event))
                .date(Instant.now())
                .subject(words.subject())
                .text(words.text())
                .html(words.html().orElseThrow())
                .build();
    }

    private static EmailAddress to(Event event) {
        return EmailAddress.of(
                event.text("customerEmail").orElseThrow(),
                event.text("customerName").orElseThrow());
    }
}
