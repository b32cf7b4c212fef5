package com.jkboat.notify.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class SesSettingsTest {

    private final List<String> problems = new ArrayList<>();

    @Test
    void needsARegionOnly() {
        SesOptions options = read(Map.of("s.region", "eu-north-1"));

        assertThat(problems).isEmpty();
        assertThat(options).isEqualTo(SesOptions.of("eu-north-1"));
    }

    @Test
    void readsEverything() {
        SesOptions options = read(Map.of(
                "s.region", "us-gov-west-1",
                "s.endpoint", "http://127.0.0.1:8080",
                "s.access-key-id", "a",
                "s.secret-access-key", "b",
                "s.second-access-key-id", "c",
                "s.second-secret-access-key", "d",
                "s.configuration-set", "tours",
                "s.tags", "kind=booking, brand=jk",
                "s.connect-timeout", "1s",
                "s.call-timeout", "2s"));

        assertThat(problems).isEmpty();
        assertThat(options.endpoint()).contains(URI.create("http://127.0.0.1:8080"));
        assertThat(options.credentials())
                .hasValueSatisfying(
                        key -> assertThat(key.secretAccessKey().get().reveal()).isEqualTo("b"));
        assertThat(options.secondCredentials())
                .hasValueSatisfying(
                        key -> assertThat(key.accessKeyId().get().reveal()).isEqualTo("c"));
        assertThat(options.configurationSet()).contains("tours");
        assertThat(options.tags()).isEqualTo(Map.of("kind", "booking", "brand", "jk"));
        assertThat(options.timeouts()).isEqualTo(new SesTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            s.region            | north
            s.endpoint          | http://email.eu-north-1.amazonaws.com
            s.access-key-id     | a
            s.secret-access-key | b
            s.configuration-set | a b
            s.tags              | a
            s.tags              | a=1,a=2
            s.tags              | notify_id=1
            s.tags              | a=å
            s.call-timeout      | 2h
            """)
    void reportsWhatCannotBeUsed(String key, String value) {
        Map<String, String> values = new HashMap<>(Map.of("s.region", "eu-north-1"));
        values.put(key, value);

        read(values);

        assertThat(problems).hasSize(1);
    }

    @Test
    void reportsThatThereIsNoRegion() {
        read(Map.of());

        assertThat(problems).singleElement().asString().contains("s.region");
    }

    @Test
    void refusesOptionsThatCannotBe() {
        SesOptions options = SesOptions.of("eu-north-1");

        assertThatThrownBy(() -> options.withEndpoint(URI.create("http://example.com")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.withTags(Map.of("a b", "c"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.withConfigurationSet("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isFoundByItsName() {
        assertThat(ServiceLoader.load(EmailProviderPlugin.class))
                .anyMatch(plugin -> plugin.name().equals("ses"));
    }

    private SesOptions read(Map<String, String> values) {
        SettingsReader reader = new SettingsReader(Settings.of(new HashMap<>(values)), List.of());
        SesOptions options = SesOptions.from(reader.section("s"));
        reader.reportUnknown("s");
        reader.problems().forEach(problem -> problems.add(problem.toString()));
        return options;
    }
}
