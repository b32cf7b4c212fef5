package com.jkboat.notify.ses;

import com.jkboat.notify.config.Secret;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What the tests of this package send, and how: with time limits far below the defaults. */
final class Mails {

    static final String KEY_ID = "AKIATESTTESTTEST";
    static final String SECRET = "correct-horse";

    private Mails() {}

    static SesOptions to(URI url) {
        return SesOptions.of("eu-north-1")
                .withEndpoint(url)
                .withCredentials(key(KEY_ID))
                .withTimeouts(new SesTimeouts(Duration.ofSeconds(2), Duration.ofMillis(1500)));
    }

    static SesCredentials key(String id) {
        return SesCredentials.of(Secret.of(id), Secret.of(SECRET));
    }

    static EmailMessage.Builder mail(String to) {
        return EmailMessage.builder(
                        UUID.randomUUID(), EmailAddress.of("jk@example.com", "JK Boat"), EmailAddress.of(to))
                .date(Instant.parse("2026-03-01T10:00:00Z"))
                .subject("Confirmed")
                .text("Confirmed.");
    }
}
