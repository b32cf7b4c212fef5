package com.jkboat.notify.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpOptionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "::1", "[::1]", "0:0:0:0:0:0:0:1"})
    void mayDoWithoutTlsOnThisMachine(String host) {
        assertThat(SmtpOptions.of(host, 25).security()).isEqualTo(SmtpSecurity.PLAIN);
        assertThat(SmtpOptions.of(host, 25).isLocal()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example.org",
                "localhost.example.org",
                "127.0.0.1.example.org",
                "1.127.0.0",
                "::2",
                "0.0.0.0"
            })
    void neverDoesWithoutTlsElsewhere(String host) {
        SmtpOptions options = SmtpOptions.of(host, 25);

        assertThat(options.security()).isEqualTo(SmtpSecurity.STARTTLS);
        assertThat(options.isLocal()).isFalse();
        assertThatThrownBy(() -> options.withSecurity(SmtpSecurity.PLAIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("security must be starttls or tls");
    }

    @Test
    void refusesWhatCouldBreakOutOfACommand() {
        SmtpOptions options = SmtpOptions.of("localhost", 25);

        assertThatThrownBy(() -> options.withHelo("me\r\nRSET")).hasMessageStartingWith("helo must be");
        assertThatThrownBy(() -> SmtpOptions.of("local host", 25)).hasMessageStartingWith("host must be");
        assertThatThrownBy(() -> SmtpOptions.of("localhost", 0)).hasMessageContaining("0");
        assertThatThrownBy(() -> new SmtpTimeouts(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .hasMessageStartingWith("connect timeout must be");
    }
}
