package com.jkboat.notify.mailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.config.Secret;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.config.SettingsReader;
import com.jkboat.notify.provider.EmailProviderPlugin;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailgunSettingsTest {

    private final List<String> problems = new ArrayList<>();

    @Test
    void needsDomainAndKeyOnly() {
        MailgunOptions options = read(Map.of("s.domain", "mg.example.com", "s.api-key", "k"));

        assertThat(problems).isEmpty();
        assertThat(options.baseUrl()).isEqualTo(MailgunOptions.US);
        assertThat(options.domain()).isEqualTo("mg.example.com");
        assertThat(options.apiKey().get()).isEqualTo(Secret.of("k"));
        assertThat(options.timeouts()).isEqualTo(MailgunTimeouts.DEFAULT);
    }

    @Test
    void readsEverything() {
        MailgunOptions options = read(Map.of(
                "s.domain", "mg.example.com",
                "s.api-key", "k",
                "s.second-api-key", "l",
                "s.region", "eu",
                "s.mode", "test",
                "s.tracking", "opens",
                "s.tags", "tours, confirmation",
                "s.connect-timeout", "1s",
                "s.call-timeout", "2s"));

        assertThat(problems).isEmpty();
        assertThat(options.baseUrl()).isEqualTo(MailgunOptions.EU);
        assertThat(options.secondApiKey())
                .hasValueSatisfying(key -> assertThat(key.get()).isEqualTo(Secret.of("l")));
        assertThat(options.mode()).isEqualTo(MailgunMode.TEST);
        assertThat(options.tracking()).isEqualTo(MailgunTracking.OPENS);
        assertThat(options.tags()).containsExactly("tours", "confirmation");
        assertThat(options.timeouts()).isEqualTo(new MailgunTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            s.domain          | mg/../x
            s.domain          | localhost
            s.region          | asia
            s.base-url        | http://api.mailgun.net
            s.base-url        | https://api.mailgun.net/v3
            s.mode            | sandbox
            s.tags            | a,a
            s.call-timeout    | 2h
            """)
    void reportsWhatCannotBeUsed(String key, String value) {
        Map<String, String> values = new HashMap<>(Map.of("s.domain", "mg.example.com", "s.api-key", "k"));
        values.put(key, value);

        read(values);

        assertThat(problems).singleElement().asString().contains(key);
    }

    @Test
    void reportsWhatIsMissing() {
        read(Map.of());

        assertThat(problems)
                .hasSize(2)
                .anyMatch(it -> it.contains("s.domain"))
                .anyMatch(it -> it.contains("s.api-key"));
    }

    @Test
    void refusesOptionsThatCannotBe() {
        MailgunOptions options = MailgunOptions.of("mg.example.com", Secret.of("k"));

        assertThatThrownBy(() -> options.withBaseUrl(URI.create("http://api.mailgun.net")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.withTags(List.of("å"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MailgunOptions.of("a b", Secret.of("k"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isFoundByItsName() {
        assertThat(ServiceLoader.load(EmailProviderPlugin.class))
                .anyMatch(plugin -> plugin.name().equals("mailgun"));
    }

    private MailgunOptions read(Map<String, String> values) {
        SettingsReader reader = new SettingsReader(Settings.of(new HashMap<>(values)), List.of());
        MailgunOptions options = MailgunOptions.from(reader.section("s"));
        reader.reportUnknown("s");
        reader.problems().forEach(problem -> problems.add(problem.toString()));
        return options;
    }
}
