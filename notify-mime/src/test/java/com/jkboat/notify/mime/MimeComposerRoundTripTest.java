package com.jkboat.notify.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Two parsers that know nothing of the composer, and of each other, read back what went in. */
class MimeComposerRoundTripTest {

    private static final int MESSAGES = 2_000;

    @Test
    void isReadBackByAngusMailAsItWasWritten() {
        RandomMessages.forEach(MESSAGES, message -> {
            byte[] bytes = MimeComposer.compose(message);

            assertThat(AngusReader.read(bytes)).isEqualTo(ReadMail.expectedOf(message));
        });
    }

    @Test
    void isReadBackByMime4jAsItWasWritten() {
        RandomMessages.forEach(MESSAGES, message -> {
            byte[] bytes = MimeComposer.compose(message);

            assertThat(Mime4jReader.read(bytes)).isEqualTo(ReadMail.expectedOf(message));
        });
    }
}
