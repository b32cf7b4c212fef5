package com.jkboat.notify.mailgun;

import com.jkboat.notify.config.Secret;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What the tests of this package send, and how: with time limits far below the defaults. */
final class Mails {

    static final String KEY = "key-correct-horse";
    static final String DOMAIN = "mg.example.com";

    private Mails() {}

    static MailgunOptions to(URI url) {
        return MailgunOptions.of(DOMAIN, Secret.of(KEY))
                .withBaseUrl(url)
                .withTimeouts(new MailgunTimeouts(Duration.ofSeconds(2), Duration.ofMillis(1500)));
    }

    static EmailMessage.Builder mail(String to) {
        return EmailMessage.builder(
                        UUID.randomUUID(), EmailAddress.of("jk@example.com", "JK Boat"), EmailAddress.of(to))
                .date(Instant.parse("2026-03-01T10:00:00Z"))
                .subject("Confirmed")
                .text("Confirmed.");
    }
}
