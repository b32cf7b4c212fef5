package com.jkboat.notify.sendgrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.jkboat.notify.config.Secret;
import com.jkboat.notify.message.Attachment;
import com.jkboat.notify.message.CalendarInvite;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendGridRequestTest {

    private static final String INVITE = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n";
    private static final SendGridOptions OPTIONS = SendGridOptions.of(Secret.of(Mails.KEY));

    @Test
    void writesEverythingAMessageHolds() throws IOException {
        UUID id = UUID.randomUUID();
        EmailMessage message = EmailMessage.builder(
                        id, EmailAddress.of("tours@example.com", "Båt; Tours, AB"), EmailAddress.of("anna@example.org"))
                .replyTo(EmailAddress.of("help@example.com", "Help"))
                .subject("Välkommen \"ombord\"")
                .text("Hej\n")
                .html("<p>Hej</p>")
                .calendar(new CalendarInvite(CalendarInvite.Method.REQUEST, INVITE))
                .attach(Attachment.file("räkning.pdf", "application/pdf; x=y", new byte[] {1, 2, -1}))
                .attach(Attachment.inline("logo@example.com", "logo.png", "image/png", new byte[] {9}))
                .header("X-Notification-Id", id.toString())
                .header("X-Place", "Göteborg")
                .build();

        JsonNode json = json(message, OPTIONS.withCategories(List.of("tours", "confirmation")));

        assertThat(json.at("/personalizations/0/to/0/email").asText()).isEqualTo("anna@example.org");
        assertThat(json.at("/from/name").asText()).isEqualTo("Båt; Tours, AB");
        assertThat(json.at("/reply_to/email").asText()).isEqualTo("help@example.com");
        assertThat(json.at("/subject").asText()).isEqualTo("Välkommen \"ombord\"");
        assertThat(json.findValuesAsText("type"))
                .containsExactly(
                        "text/plain",
                        "text/html",
                        "text/calendar; method=REQUEST",
                        "application/ics",
                        "application/pdf",
                        "image/png");
        assertThat(json.at("/content/2/value").asText()).isEqualTo(INVITE);
        assertThat(json.at("/attachments/0/content").binaryValue()).isEqualTo(INVITE.getBytes(StandardCharsets.UTF_8));
        assertThat(json.at("/attachments/1/filename").asText()).isEqualTo("rakning.pdf");
        assertThat(json.at("/attachments/1/content").binaryValue()).containsExactly(1, 2, -1);
        assertThat(json.at("/attachments/1/disposition").asText()).isEqualTo("attachment");
        assertThat(json.at("/attachments/2/disposition").asText()).isEqualTo("inline");
        assertThat(json.at("/attachments/2/content_id").asText()).isEqualTo("logo@example.com");
        assertThat(json.at("/headers/Message-ID").asText()).isEqualTo("<" + message.messageId() + ">");
        assertThat(json.at("/headers/X-Notification-Id").asText()).isEqualTo(id.toString());
        assertThat(json.at("/headers/X-Place").asText()).isEqualTo("=?UTF-8?B?R8O2dGVib3Jn?=");
        assertThat(json.at("/categories")).hasSize(2);
    }

    @Test
    void handsOverTheIdOfTheNotificationAndNothingElseAsArgument() throws IOException {
        EmailMessage message = Mails.mail("anna@example.org").build();

        JsonNode arguments = json(message, OPTIONS).get("custom_args");

        assertThat(arguments).hasSize(1);
        assertThat(arguments.get("notify_id").asText())
                .isEqualTo(message.notificationId().toString());
    }

    @Test
    void switchesTrackingOffUnlessAskedFor() throws IOException {
        EmailMessage message = Mails.mail("anna@example.org").build();

        assertThat(json(message, OPTIONS).get("tracking_settings").toString())
                .isEqualTo("{\"click_tracking\":{\"enable\":false},\"open_tracking\":{\"enable\":false}}");
        assertThat(json(message, OPTIONS.withTracking(SendGridTracking.OPENS))
                        .at("/tracking_settings/open_tracking/enable")
                        .booleanValue())
                .isTrue();
        assertThat(json(message, OPTIONS.withTracking(SendGridTracking.OPENS_AND_CLICKS))
                        .at("/tracking_settings/click_tracking/enable")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void asksForTheSandboxInThatModeOnly() throws IOException {
        EmailMessage message = Mails.mail("anna@example.org").build();

        assertThat(json(message, OPTIONS).has("mail_settings")).isFalse();
        assertThat(json(message, OPTIONS.withMode(SendGridMode.SANDBOX))
                        .at("/mail_settings/sandbox_mode/enable")
                        .isBoolean())
                .isTrue();
    }

    @Test
    void leavesOutATextThatIsEmptyWhereThereIsHtml() throws IOException {
        EmailMessage message =
                Mails.mail("anna@example.org").text("").html("<p>x</p>").build();

        assertThat(json(message, OPTIONS).get("content")).hasSize(1);
    }

    @Test
    void writesInternationalDomainsInAscii() throws IOException {
        EmailMessage message = Mails.mail("anna@räksmörgås.se").build();

        assertThat(json(message, OPTIONS).at("/personalizations/0/to/0/email").asText())
                .isEqualTo("anna@xn--rksmrgs-5wao1o.se");
    }

    @RepeatedTest(200)
    void givesBackAnyText(RepetitionInfo repetition) throws IOException {
        String text = randomText(new Random(repetition.getCurrentRepetition()));
        EmailMessage message =
                Mails.mail("anna@example.org").text(text).html(text).build();

        JsonNode json = json(message, OPTIONS);

        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(json.at("/content/0/value").asText()).isEqualTo(whole);
        assertThat(json.at("/content/1/value").asText()).isEqualTo(whole);
        assertThat(json.at("/content")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nBcc: eve@example.net", "x\nBcc: eve@example.net", "x\u0000", "x\u0085y", "x\u2028y"})
    void neverGetsAHeaderThatCouldBeTwo(String value) {
        EmailMessage.Builder mail = Mails.mail("anna@example.org");

        assertThatThrownBy(() -> mail.header("X-C", value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mail.subject(value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EmailAddress.of("a@example.org", value)).isInstanceOf(IllegalArgumentException.class);
    }

    @RepeatedTest(50)
    void encodesHeadersIntoPrintableAscii(RepetitionInfo repetition) {
        String value = "Ö" + "å船🚤 x".repeat(repetition.getCurrentRepetition());

        String words = HeaderWords.encode(value);

        assertThat(words).matches("[\\x20-\\x7E]*");
        assertThat(words.split(" ")).allSatisfy(word -> assertThat(word).hasSizeLessThanOrEqualTo(75));
    }

    private static JsonNode json(EmailMessage message, SendGridOptions options) throws IOException {
        return new ObjectMapper().readTree(SendGridRequest.json(message, options));
    }

    /** Of all kinds of characters, halves of surrogate pairs included. */
    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder("x");
        for (int i = random.nextInt(300); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append((char) random.nextInt(0x80));
                case 1 -> text.append("\"\\/\b\f\n\r\t\u007f\u2028".charAt(random.nextInt(10)));
                case 2 -> text.append((char) random.nextInt(0x10000));
                default -> text.appendCodePoint(random.nextInt(0x110000));
            }
        }
        return text.toString();
    }
}
