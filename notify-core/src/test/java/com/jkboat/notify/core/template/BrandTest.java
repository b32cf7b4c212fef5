package com.jkboat.notify.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.config.ConfigProblem;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.config.SettingsReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrandTest {

    @Test
    void isNeutralWhereNothingIsSet() {
        Brand brand = Brand.from(reader(Map.of()).section("notify.brand"));

        assertThat(brand).isEqualTo(Brand.neutral());
        assertThat(brand.toModel()).containsOnlyKeys("name", "color", "onColor", "links");
    }

    @Test
    void readsEveryPartOfTheSection() {
        Map<String, String> settings = Map.of(
                "notify.brand.name", "JK Boat",
                "notify.brand.color", "#0B5563",
                "notify.brand.logo-url", "https://jkboat.example/logo.png",
                "notify.brand.logo-width", "120",
                "notify.brand.website", "https://jkboat.example",
                "notify.brand.support-email", "hello@jkboat.example",
                "notify.brand.support-phone", "+46 (0)8-12 34 56",
                "notify.brand.address", "Strandvägen 7, Stockholm",
                "notify.brand.legal", "JK Boat AB, 556000-0000",
                "notify.brand.links.manage", "https://jkboat.example/b/{bookingId}");
        SettingsReader reader = reader(settings);

        Map<String, Object> model = Brand.from(reader.section("notify.brand")).toModel();
        reader.reportUnknown("notify.brand");

        assertThat(reader.problems()).isEmpty();
        assertThat(model)
                .containsEntry("name", "JK Boat")
                .containsEntry("color", "#0b5563")
                .containsEntry("logoUrl", "https://jkboat.example/logo.png")
                .containsEntry("supportPhoneLink", "tel:+468123456")
                .containsEntry("links", Map.of("manage", "https://jkboat.example/b/{bookingId}"));
    }

    @ParameterizedTest
    @CsvSource({
        "color, red",
        "color, '#fff;background:url(x)'",
        "logo-url, http://jkboat.example/logo.png",
        "logo-url, javascript:alert(1)",
        "logo-width, 100%",
        "website, mailto:x@y.example",
        "support-email, nobody",
        "support-phone, call me",
        "links.manage, javascript:alert(1)",
    })
    void reportsWhatCannotBeUsed(String key, String value) {
        SettingsReader reader = reader(Map.of("notify.brand." + key, value));

        Brand.from(reader.section("notify.brand"));

        assertThat(reader.problems()).extracting(ConfigProblem::key).containsExactly("notify.brand." + key);
    }

    @ParameterizedTest
    @CsvSource({
        "#1f4e79, #ffffff",
        "#0b5c6b, #ffffff",
        "#000000, #ffffff",
        "#757575, #ffffff",
        "#777777, #000000",
        "#ffcc00, #000000",
        "#ffffff, #000000",
    })
    void writesOnItsColorWithWhatIsEasierToRead(String color, String onColor) {
        assertThat(new Brand("x", color, Map.of(), Map.of()).toModel()).containsEntry("onColor", onColor);
    }

    @Test
    void refusesAColorThatIsNone() {
        assertThatThrownBy(() -> new Brand("x", "blue", Map.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SettingsReader reader(Map<String, String> settings) {
        return new SettingsReader(Settings.of(settings), List.of());
    }
}
