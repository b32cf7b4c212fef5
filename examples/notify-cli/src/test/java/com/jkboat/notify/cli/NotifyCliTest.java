package com.jkboat.notify.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class NotifyCliTest {

    @Test
    void saysHowItIsUsed() {
        var printed = new ByteArrayOutputStream();

        NotifyCli.usage(new PrintStream(printed, true, UTF_8));

        assertThat(printed.toString(UTF_8)).startsWith("Usage: notify COMMAND");
    }
}
