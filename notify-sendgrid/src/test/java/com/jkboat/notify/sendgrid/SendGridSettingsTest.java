package com.jkboat.notify.sendgrid;

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
import org.junit.jupiter.params.provider.ValueSource;

class SendGridSettingsTest {

    private final List<String> problems = new ArrayList<>();

    @Test
    void needsAKeyOnly() {
        SendGridOptions options = read(Map.of("s.api-key", "k"));

        assertThat(problems).isEmpty();
        assertThat(options.baseUrl()).isEqualTo(SendGridOptions.GLOBAL);
        assertThat(options.apiKey().get()).isEqualTo(Secret.of("k"));
        assertThat(options.timeouts()).isEqualTo(SendGridTimeouts.DEFAULT);
        assertThat(options.toString()).doesNotContain("k\"");
    }

    @Test
    void readsEverything() {
        SendGridOptions options = read(Map.of(
                "s.api-key", "k",
                "s.second-api-key", "l",
                "s.region", "eu",
                "s.mode", "sandbox",
                "s.tracking", "opens-and-clicks",
                "s.categories", "tours, confirmation",
                "s.connect-timeout", "1s",
                "s.call-timeout", "2s"));

        assertThat(problems).isEmpty();
        assertThat(options.baseUrl()).isEqualTo(SendGridOptions.EU);
        assertThat(options.secondApiKey())
                .hasValueSatisfying(key -> assertThat(key.get()).isEqualTo(Secret.of("l")));
        assertThat(options.mode()).isEqualTo(SendGridMode.SANDBOX);
        assertThat(options.tracking()).isEqualTo(SendGridTracking.OPENS_AND_CLICKS);
        assertThat(options.categories()).containsExactly("tours", "confirmation");
        assertThat(options.timeouts()).isEqualTo(new SendGridTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            s.region          | asia
            s.base-url        | http://api.sendgrid.com
            s.base-url        | https://api.sendgrid.com/v3
            s.base-url        | https://user@api.sendgrid.com
            s.base-url        | not a url
            s.mode            | test
            s.tracking        | clicks
            s.categories      | a,a
            s.categories      | båt
            s.call-timeout    | 2h
            s.connect-timeout | 0s
            """)
    void reportsWhatCannotBeUsed(String key, String value) {
        read(Map.of("s.api-key", "k", key, value));

        assertThat(problems).singleElement().asString().contains(key);
    }

    @Test
    void reportsThatThereIsNoKey() {
        read(Map.of());

        assertThat(problems).singleElement().asString().contains("s.api-key").contains("must be set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:8080", "http://localhost", "http://[::1]:1", "https://proxy.example.com/"})
    void takesOtherAddresses(String url) {
        assertThat(read(Map.of("s.api-key", "k", "s.base-url", url)).baseUrl()).isEqualTo(URI.create(url));
        assertThat(problems).isEmpty();
    }

    @Test
    void refusesOptionsThatCannotBe() {
        SendGridOptions options = SendGridOptions.of(Secret.of("k"));

        assertThatThrownBy(() -> options.withBaseUrl(URI.create("http://api.sendgrid.com")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.withCategories(List.of("a", "a")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SendGridTimeouts(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isFoundByItsName() {
        assertThat(ServiceLoader.load(EmailProviderPlugin.class))
                .anyMatch(plugin -> plugin.name().equals("sendgrid"));
    }

    private SendGridOptions read(Map<String, String> values) {
        SettingsReader reader = new SettingsReader(Settings.of(new HashMap<>(values)), List.of());
        SendGridOptions options = SendGridOptions.from(reader.section("s"));
        reader.reportUnknown("s");
        reader.problems().forEach(problem -> problems.add(problem.toString()));
        return options;
    }
}
