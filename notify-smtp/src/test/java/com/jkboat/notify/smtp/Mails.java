package com.jkboat.notify.smtp;

import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What the tests of this package send, and how: with time limits far below the defaults. */
final class Mails {

    private Mails() {}

    static SmtpOptions to(int port) {
        return SmtpOptions.of("127.0.0.1", port).withTimeouts(reading(Duration.ofMillis(600)));
    }

    static SmtpTimeouts reading(Duration limit) {
        return new SmtpTimeouts(Duration.ofSeconds(2), limit, Duration.ofSeconds(2));
    }

    static EmailMessage mail(String to) {
        return mail(EmailAddress.of("jk@example.com", "JK Boat"), to).build();
    }

    static EmailMessage.Builder mail(EmailAddress from, String to) {
        return EmailMessage.builder(UUID.randomUUID(), from, EmailAddress.of(to))
                .date(Instant.parse("2026-03-01T10:00:00Z"))
                .subject("Confirmed")
                .text(".\r\n..dots\r\nend" + " words".repeat(20))
                .html("<p>Confirmed</p>");
    }
}
