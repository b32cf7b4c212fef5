package com.jkboat.notify.booking;

import com.jkboat.notify.Event;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.config.SettingsReader;
import com.jkboat.notify.core.template.Brand;
import com.jkboat.notify.core.template.HandlebarsTemplateEngine;
import com.jkboat.notify.template.RenderRequest;
import com.jkboat.notify.template.Rendered;
import com.jkboat.notify.template.TemplateEngine;
import com.jkboat.notify.template.TemplateId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders the mails of this trade as the engine does, for one brand. */
final class Mails {

    private static final BookingDomain DOMAIN = new BookingDomain();
    private static final TemplateEngine ENGINE = HandlebarsTemplateEngine.open(List.of(DOMAIN.templates()));

    private final Map<String, String> settings;

    private Mails(Map<String, String> settings) {
        this.settings = settings;
    }

    /** Mails of a house that has set nothing. */
    static Mails neutral() {
        return new Mails(Map.of());
    }

    /** Mails of a house that has set everything. */
    static Mails branded() {
        return neutral()
                .with("name", "JK Boat")
                .with("color", "#0b5c6b")
                .with("tagline", "Boat tours & dinners")
                .with("logo-url", "https://jkboat.example/logo.png")
                .with("logo-width", "120")
                .with("support-email", "hello@jkboat.example")
                .with("support-phone", "+46 8 123 45 67")
                .with("website", "https://jkboat.example")
                .with("address", "Strandvägen 1, Stockholm")
                .with("legal", "JK Boat AB, 556000-0000")
                .with("links.booking", "https://jkboat.example/bookings/{bookingId}");
    }

    Mails with(String key, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put("notify.brand." + key, value);
        return new Mails(more);
    }

    /** Renders the mail of a route for an event. */
    Rendered render(String template, Event event) {
        Map<String, Object> model = new HashMap<>(DOMAIN.model(event));
        model.putAll(event.payload());
        model.put("brand", brand());
        Locale locale = Locale.forLanguageTag(event.text("locale").orElse("en"));
        return ENGINE.render(new RenderRequest(TemplateId.of(template), locale, ZoneOffset.UTC, model));
    }

    Map<String, Object> brand() {
        return Brand.from(new SettingsReader(Settings.of(settings), List.of()).section("notify.brand"))
                .toModel();
    }
}
