package com.jkboat.notify.smtp;

import static com.jkboat.notify.smtp.Mails.mail;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.config.Settings;
import com.jkboat.notify.config.SettingsReader;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.smtp.ScriptedSmtpServer;
import com.jkboat.notify.testkit.smtp.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpSettingsTest {

    private final List<String> problems = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void needsAHostOnly() {
        SmtpOptions options = read(Map.of("s.host", "mail.example.org"));

        assertThat(options).isEqualTo(SmtpOptions.of("mail.example.org", 587));
        assertThat(options.security()).isEqualTo(SmtpSecurity.STARTTLS);
        assertThat(problems).isEmpty();
    }

    @Test
    void readsEverything() {
        SmtpOptions options = read(Map.ofEntries(
                Map.entry("s.host", "mail.example.org"),
                Map.entry("s.security", "tls"),
                Map.entry("s.user", "notify"),
                Map.entry("s.password", "secret"),
                Map.entry("s.auth", "xoauth2"),
                Map.entry("s.connect-timeout", "1s"),
                Map.entry("s.read-timeout", "2s"),
                Map.entry("s.write-timeout", "3s"),
                Map.entry("s.connections", "7"),
                Map.entry("s.idle", "10s"),
                Map.entry("s.messages-per-connection", "50"),
                Map.entry("s.helo", "app.example.org"),
                Map.entry("s.envelope-from", "bounces@example.org")));

        assertThat(problems).isEmpty();
        assertThat(options.port()).isEqualTo(465);
        assertThat(options.credentials()).hasValueSatisfying(login -> {
            assertThat(login.user()).isEqualTo("notify");
            assertThat(login.secret().get().reveal()).isEqualTo("secret");
            assertThat(login.auth()).isEqualTo(SmtpAuth.XOAUTH2);
        });
        assertThat(options.timeouts())
                .isEqualTo(new SmtpTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)));
        assertThat(options.pool()).isEqualTo(new SmtpPoolLimits(7, Duration.ofSeconds(10), 50));
        assertThat(options.helo()).contains("app.example.org");
        assertThat(options.envelopeFrom()).contains(EmailAddress.of("bounces@example.org"));
    }

    @ParameterizedTest
    @CsvSource({
        "host, two words",
        "port, smtp",
        "security, plain",
        "user, notify",
        "password, secret",
        "auth, ntlm",
        "connect-timeout, 25h",
        "connections, 0",
        "helo, two words",
        "envelope-from, nobody",
        "trusted-certificates, /no/such/file"
    })
    void reportsWhatCannotBeUsed(String name, String value) {
        Map<String, String> settings = new HashMap<>(Map.of("s.host", "mail.example.org"));
        settings.put("s." + name, value);

        SmtpOptions options = read(settings);

        assertThat(problems).hasSize(1);
        assertThat(options.security()).isNotNull();
    }

    @Test
    void insistsOnTlsUnlessTheServerIsOnThisMachine() {
        assertThat(read(Map.of("s.host", "mail.example.org", "s.security", "plain"))
                        .security())
                .isEqualTo(SmtpSecurity.STARTTLS);

        assertThat(problems).singleElement().asString().startsWith("s.security must be starttls or tls");
        assertThat(read(Map.of("s.host", "127.0.0.1")).security()).isEqualTo(SmtpSecurity.PLAIN);
    }

    @Test
    void trustsTheCertificatesOfAFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("ca.pem"),
                TestCertificate.of("other.example.org").pem()
                        + TestCertificate.localhost().pem());
        try (ScriptedSmtpServer server =
                ScriptedSmtpServer.configure().startTls().start()) {
            SmtpOptions options = read(Map.of(
                    "s.host",
                    "localhost",
                    "s.port",
                    String.valueOf(server.port()),
                    "s.security",
                    "starttls",
                    "s.trusted-certificates",
                    file.toString()));

            try (SmtpEmailProvider provider = new SmtpEmailProvider(options, MutableClock.create())) {
                assertThat(provider.send(mail("anna@example.org"))).isInstanceOf(Accepted.class);
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void refusesAFileWithoutACertificate() throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), "");

        read(Map.of("s.host", "localhost", "s.trusted-certificates", file.toString()));

        assertThat(problems).singleElement().asString().contains("must be a file of PEM certificates");
    }

    private SmtpOptions read(Map<String, String> settings) {
        SettingsReader reader = new SettingsReader(Settings.of(settings), List.of());
        SmtpOptions options = SmtpOptions.from(reader.section("s"));
        reader.problems().forEach(problem -> problems.add(problem.toString()));
        return options;
    }
}
