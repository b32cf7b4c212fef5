package com.jkboat.notify.sendgrid;

import com.jkboat.notify.config.Secret;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/** What the tests of this package send, and how: with time limits far below the defaults. */
final class Mails {

    static final String KEY = "SG.correct-horse";

    private Mails() {}

    static SendGridOptions to(URI url) {
        return SendGridOptions.of(Secret.of(KEY))
                .withBaseUrl(url)
                .withTimeouts(new SendGridTimeouts(Duration.ofSeconds(2), Duration.ofMillis(1500)));
    }

    static EmailMessage.Builder mail(String to) {
        return EmailMessage.builder(
                        UUID.randomUUID(), EmailAddress.of("jk@example.com", "JK Boat"), EmailAddress.of(to))
                .subject("Confirmed")
                .text("Confirmed.");
    }
}
