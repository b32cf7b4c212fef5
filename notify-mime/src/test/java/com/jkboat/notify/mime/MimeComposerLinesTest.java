package com.jkboat.notify.mime;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.message.EmailMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for the bytes themselves, whatever goes in. */
class MimeComposerLinesTest {

    private static final int MESSAGES = 2_000;

    @Test
    void writesNoHeaderButTheExpectedOnes() {
        RandomMessages.forEach(MESSAGES, message -> {
            String[] headers = composed(message).split("\r\n\r\n", 2)[0].split("\r\n(?! )");

            assertThat(headers)
                    .extracting(line -> line.split(":", 2)[0])
                    .containsExactlyElementsOf(expectedNames(message));
        });
    }

    @Test
    void endsLinesByCrLfOnlyAndKeepsThemWithin998Octets() {
        RandomMessages.forEach(MESSAGES, message -> {
            String mail = composed(message);

            assertThat(mail).endsWith("\r\n");
            assertThat(mail.replace("\r\n", "")).doesNotContain("\r", "\n", "\0");
            assertThat(mail.lines()).allMatch(line -> line.length() <= 998);
        });
    }

    @Test
    void keepsEncodedLinesWithin76() {
        RandomMessages.forEach(MESSAGES, message -> {
            String encoding = "none";
            for (String line : composed(message).lines().toList()) {
                if (line.startsWith("Content-Transfer-Encoding: ")) {
                    encoding = line.substring(27);
                } else if (line.startsWith("--=_")
                        && line.contains(message.notificationId().toString())) {
                    encoding = "none";
                } else if (encoding.equals("base64") || encoding.equals("quoted-printable")) {
                    assertThat(line.length()).isLessThanOrEqualTo(isPartHeader(line) ? 998 : 76);
                }
            }
        });
    }

    @Test
    void keepsHeaderLinesWithEncodedWordsWithin76() {
        RandomMessages.forEach(MESSAGES, message -> {
            String header = composed(message).split("\r\n\r\n", 2)[0];

            assertThat(header.lines()).allMatch(line -> !line.contains("=?UTF-8?") || line.length() <= 76);
        });
    }

    @Test
    void isSevenBitUnlessAnAddressIsNot() {
        RandomMessages.forEach(MESSAGES, message -> {
            boolean asciiAddresses = message.from().isAscii()
                    && message.to().isAscii()
                    && message.replyTo().map(a -> a.isAscii()).orElse(true);

            String mail = composed(message);

            assertThat(!asciiAddresses || mail.chars().allMatch(c -> c < 0x80)).isTrue();
        });
    }

    @Test
    void letsNoBodyHoldABoundary() {
        RandomMessages.forEach(MESSAGES, message -> {
            String id = message.notificationId().toString();
            long expected = multiparts(message);

            long closed = composed(message)
                    .lines()
                    .filter(line -> line.matches("--=_[0-9]-" + id + "--"))
                    .count();

            assertThat(closed).isEqualTo(expected);
        });
    }

    private static long multiparts(EmailMessage message) {
        boolean html = message.html().isPresent();
        boolean calendar = message.calendar().isPresent();
        boolean inline =
                message.attachments().stream().anyMatch(a -> a.contentId().isPresent());
        boolean plain = message.attachments().stream()
                .anyMatch(a -> !html || a.contentId().isEmpty());
        return Stream.of(html || calendar, calendar || plain, html && inline)
                .filter(Boolean::booleanValue)
                .count();
    }

    private static List<String> expectedNames(EmailMessage message) {
        List<String> names = new ArrayList<>(List.of("Date", "From", "To"));
        message.replyTo().ifPresent(address -> names.add("Reply-To"));
        names.addAll(List.of("Message-ID", "Subject"));
        names.addAll(message.headers().keySet());
        names.addAll(List.of("MIME-Version", "Content-Type"));
        if (multiparts(message) == 0) {
            names.add("Content-Transfer-Encoding");
        }
        return names;
    }

    private static boolean isPartHeader(String line) {
        return line.toLowerCase(Locale.ROOT).startsWith("content-") || line.startsWith(" filename");
    }

    /** One character for each octet. */
    private static String composed(EmailMessage message) {
        return new String(MimeComposer.compose(message), StandardCharsets.ISO_8859_1);
    }
}
