package com.jkboat.notify.core.internal.render;

import com.jkboat.notify.config.SettingsSection;
import com.jkboat.notify.message.EmailAddress;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * Who the mails come from, and the language and zone of those who name none.
 *
 * @param from the From address
 * @param replyTo where answers go
 * @param locale for recipients without one
 * @param zone for recipients without one
 */
public record Sender(EmailAddress from, Optional<EmailAddress> replyTo, Locale locale, ZoneId zone) {

    /** The sender of those who set none; the domain is reserved, so that nobody's real domain is used by accident. */
    public static final EmailAddress NOBODY = EmailAddress.of("no-reply@notify.invalid", "Notify");

    /** Reads {@code notify.sender}, {@code .reply-to}, {@code .locale} and {@code .time-zone}. */
    public static Sender from(SettingsSection section) {
        String rule = "must be an address such as JK Boat <bookings@example.com>";
        return new Sender(
                section.value("sender", EmailAddress::parse, rule).orElse(NOBODY),
                section.value("reply-to", EmailAddress::parse, rule),
                section.value("locale", Locale::forLanguageTag, "must be a language tag")
                        .orElse(Locale.ENGLISH),
                section.value("time-zone", Sender::zone, "must be a time zone such as Europe/Stockholm")
                        .orElse(ZoneOffset.UTC));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
