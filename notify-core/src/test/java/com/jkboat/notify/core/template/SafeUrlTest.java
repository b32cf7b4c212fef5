package com.jkboat.notify.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://jkboat.example/b?x=1&y=%20#top",
                "HTTPS://JKBOAT.example",
                "mailto:hello@jkboat.example",
                "tel:+46-8-123456",
            })
    void acceptsAddressesThatOnlyOpenAPageAMailOrACall(String address) {
        assertThat(SafeUrl.expand(address, Map.of()::get)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                " javascript:alert(1)",
                "java\nscript:alert(1)",
                "data:text/html,x",
                "http://jkboat.example",
                "//jkboat.example",
                "/booking",
                "https://",
                "https:///x",
                "https://a.example/ b",
                "https://a.example/\"x",
                "https://a.example/<x",
                "vbscript:x",
                "file:///etc/passwd",
            })
    void refusesEveryOtherAddress(String address) {
        assertThat(SafeUrl.isSafe(address)).isFalse();
        assertThatThrownBy(() -> SafeUrl.expand(address, Map.of()::get)).isInstanceOf(UnusableValue.class);
    }

    @Test
    void fillsPlacesWithEncodedValues() {
        Map<String, Object> model = Map.of("bookingId", "BK 1/2?&#å\"", "n", 3);

        assertThat(SafeUrl.expand("https://a.example/{bookingId}?n={n}", model::get))
                .isEqualTo("https://a.example/BK%201%2F2%3F%26%23%C3%A5%22?n=3");
    }
}
