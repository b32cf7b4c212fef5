package com.jkboat.notify.mime;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.message.Attachment;
import com.jkboat.notify.message.CalendarInvite;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AsciiDomainsTest {

    private static final UUID ID = UUID.fromString("00000000-0000-3000-8000-000000000001");

    @Test
    void leavesAMessageOfAsciiAddressesAlone() {
        EmailMessage message = full("example.org").build();

        assertThat(AsciiDomains.of(message)).containsSame(message);
    }

    @Test
    void changesTheDomainsAndNothingElse() {
        EmailMessage international = full("räksmörgås.se").build();
        EmailMessage ascii = full("xn--rksmrgs-5wao1o.se").build();

        EmailMessage written = AsciiDomains.of(international).orElseThrow();

        assertThat(new String(MimeComposer.compose(written), StandardCharsets.UTF_8))
                .isEqualTo(new String(MimeComposer.compose(ascii), StandardCharsets.UTF_8));
    }

    @Test
    void isEmptyWhereALocalPartNeedsSmtpUtf8() {
        EmailMessage message = EmailMessage.builder(
                        ID, EmailAddress.of("a@example.org"), EmailAddress.of("åsa@example.org"))
                .build();

        assertThat(AsciiDomains.of(message)).isEmpty();
    }

    @Test
    void isEmptyWhereADomainHasNoAsciiForm() {
        EmailMessage message = EmailMessage.builder(
                        ID, EmailAddress.of("a@example.org"), EmailAddress.of("a@" + "å".repeat(70) + ".se"))
                .build();

        assertThat(AsciiDomains.of(message)).isEmpty();
    }

    private static EmailMessage.Builder full(String domain) {
        return EmailMessage.builder(
                        ID, EmailAddress.of("jk@" + domain, "JK Båt"), EmailAddress.of("anna@" + domain, "Anna"))
                .replyTo(EmailAddress.of("help@" + domain))
                .date(Instant.parse("2026-03-01T10:00:00Z"))
                .subject("Välkommen")
                .text("Hej")
                .html("<p>Hej</p>")
                .calendar(new CalendarInvite(
                        CalendarInvite.Method.REQUEST, "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"))
                .attach(Attachment.file("a.txt", "text/plain", new byte[] {65}))
                .header("X-Notification-Id", ID.toString());
    }
}
