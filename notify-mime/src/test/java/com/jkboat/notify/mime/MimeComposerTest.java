package com.jkboat.notify.mime;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.message.Attachment;
import com.jkboat.notify.message.CalendarInvite;
import com.jkboat.notify.message.CalendarInvite.Method;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MimeComposerTest {

    private static final UUID ID = UUID.fromString("0198c0de-0000-7000-8000-00000000002a");

    @Test
    void composesABookingMailAsInTheFile() throws IOException {
        EmailMessage message = booking().build();

        byte[] mail = MimeComposer.compose(message);

        assertThat(ascii(mail)).isEqualTo(resource("booking.eml"));
    }

    @Test
    void composesTextAloneWithoutMultipart() {
        EmailMessage message = mail().subject("Hi").text("Hello\n").build();

        byte[] mail = MimeComposer.compose(message);

        assertThat(ascii(mail)).isEqualTo("""
                        Date: Thu, 01 Jan 1970 00:00:00 +0000
                        From: tours@example.org
                        To: anna@example.com
                        Message-ID: <0198c0de-0000-7000-8000-00000000002a@example.org>
                        Subject: Hi
                        MIME-Version: 1.0
                        Content-Type: text/plain; charset=UTF-8
                        Content-Transfer-Encoding: 7bit

                        Hello
                        """.replace("\n", "\r\n"));
    }

    @Test
    void nestsOnlyTheMultipartsItNeeds() {
        byte[] png = {1, 2, 3};
        Attachment logo = Attachment.inline("logo", "logo.png", "image/png", png);
        Attachment terms = Attachment.file("terms.pdf", "application/pdf", png);

        assertThat(types(mail().html("<p>"))).containsExactly("alternative", "plain", "html");
        assertThat(types(mail().attach(terms))).containsExactly("mixed", "plain", "pdf");
        assertThat(types(mail().attach(logo))).containsExactly("mixed", "plain", "png");
        assertThat(types(mail().html("<p>").attach(terms)))
                .containsExactly("mixed", "alternative", "plain", "html", "pdf");
        assertThat(types(mail().html("<p>").attach(logo)))
                .containsExactly("alternative", "plain", "related", "html", "png");
        assertThat(types(mail().calendar(invite())))
                .containsExactly("mixed", "alternative", "plain", "calendar", "ics");
        assertThat(types(mail().html("<p>").attach(terms).attach(logo).calendar(invite())))
                .containsExactly("mixed", "alternative", "plain", "related", "html", "png", "calendar", "ics", "pdf");
    }

    @Test
    void givesTheSameBytesOnEveryThread() {
        List<EmailMessage> messages =
                IntStream.range(0, 50).mapToObj(RandomMessages::of).toList();
        List<byte[]> first = messages.stream().map(MimeComposer::compose).toList();

        boolean same = IntStream.range(0, 2_000)
                .parallel()
                .allMatch(i -> Arrays.equals(first.get(i % 50), MimeComposer.compose(messages.get(i % 50))));

        assertThat(same).isTrue();
    }

    private static EmailMessage.Builder mail() {
        return EmailMessage.builder(ID, EmailAddress.of("tours@example.org"), EmailAddress.of("anna@example.com"));
    }

    private static EmailMessage.Builder booking() {
        return EmailMessage.builder(
                        ID,
                        EmailAddress.of("bokning@example.org", "Skärgårdsturer"),
                        EmailAddress.of("asa@example.com", "Åsa Lindström"))
                .replyTo(EmailAddress.of("help@example.org", "Boat Tours, Help"))
                .date(Instant.parse("2026-07-04T08:30:00Z"))
                .subject("Bokning bekräftad: skärgårdstur den 14 juli kl. 10.30 från kaj 4")
                .header("Auto-Submitted", "auto-generated")
                .header("X-Notification-Id", ID.toString())
                .header(
                        "List-Unsubscribe",
                        "<https://example.org/u/0198c0de>, <mailto:unsubscribe@example.org?subject=0198c0de>")
                .text("Hi Åsa,\n\nyour tour leaves from pier 4 at 10:30.\n\nSee you on board!\n-- \nSkärgårdsturer\n")
                .html(html())
                .calendar(invite())
                .attach(Attachment.inline("logo@example.org", "logo.png", "image/png", bytes("not really a picture")))
                .attach(Attachment.file("Villkor för resan.pdf", "application/pdf", bytes("not really a document")));
    }

    private static String html() {
        return """
                <!DOCTYPE html>
                <html lang="sv"><body><img src="cid:logo@example.org" alt="Skärgårdsturer">
                <p>Hi Åsa,</p><p>your tour leaves from <b>pier 4</b> at <b>10:30</b>. Price: 450 kr, paid. 🚤</p>
                </body></html>
                """;
    }

    private static CalendarInvite invite() {
        String iCalendar = """
                BEGIN:VCALENDAR
                VERSION:2.0
                METHOD:REQUEST
                BEGIN:VEVENT
                UID:42@example.org
                SUMMARY:Archipelago tour
                END:VEVENT
                END:VCALENDAR
                """;
        return new CalendarInvite(Method.REQUEST, iCalendar.replace("\n", "\r\n"));
    }

    private static List<String> types(EmailMessage.Builder message) {
        return ascii(MimeComposer.compose(message.build()))
                .lines()
                .filter(line -> line.startsWith("Content-Type: "))
                .map(line -> line.replaceAll("Content-Type: [a-z]+/([a-z]+).*", "$1"))
                .toList();
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = MimeComposerTest.class.getResourceAsStream(name)) {
            return ascii(file.readAllBytes());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
