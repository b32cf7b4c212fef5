package com.jkboat.notify.benchmark.mime;

import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import java.time.Instant;
import java.util.UUID;

/** A confirmation as the boat trade sends it: 2 KB of text and 12 KB of HTML, mostly ASCII. */
final class BookingMail {

    private static final int TEXT_CHARACTERS = 2 * 1024;
    private static final int HTML_CHARACTERS = 12 * 1024;

    private static final String TEXT_LINE =
            "Hej Åsa! Your tour leaves from pier 4 at 10:30, please be there at 10:15.\n";

    private static final String HTML_ROW = """
            <tr class="row">
              <td style="padding:8px 12px;border-bottom:1px solid #e5e7eb;font-family:Arial,sans-serif">Adult, archipelago tour</td>
              <td style="padding:8px 12px;text-align:right" align="right">2 × 450,00 kr</td>
            </tr>
            <tr><td colspan="2"><a href="https://www.example.org/b/9f3c?lang=sv&amp;pier=4">Visa bokning på kartan</a></td></tr>
            """;

    private BookingMail() {}

    static EmailMessage create() {
        return EmailMessage.builder(
                        UUID.fromString("0198c0de-0000-7000-8000-00000000002a"),
                        EmailAddress.of("bokning@example.org", "Skärgårdsturer"),
                        EmailAddress.of("asa@example.com", "Åsa Lindström"))
                .replyTo(EmailAddress.of("help@example.org", "Boat Tours, Help"))
                .date(Instant.parse("2026-07-14T08:30:00Z"))
                .subject("Bokning bekräftad: skärgårdstur den 14 juli kl. 10.30")
                .header("Auto-Submitted", "auto-generated")
                .header("X-Auto-Response-Suppress", "All")
                .header("X-Notification-Id", "0198c0de-0000-7000-8000-00000000002a")
                .text(repeat(TEXT_LINE, TEXT_CHARACTERS))
                .html("<!DOCTYPE html>\n<html lang=\"sv\"><body><table>\n" + repeat(HTML_ROW, HTML_CHARACTERS)
                        + "</table></body></html>\n")
                .build();
    }

    private static String repeat(String piece, int characters) {
        return piece.repeat(characters / piece.length());
    }
}
