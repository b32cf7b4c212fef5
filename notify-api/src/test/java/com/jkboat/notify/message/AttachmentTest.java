package com.jkboat.notify.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentTest {

    private static final byte[] BYTES = {1, 2, 3};

    @ParameterizedTest
    @ValueSource(strings = {"application/pdf", "text/csv; charset=utf-8", "image/svg+xml", "application/x-message"})
    void takesSingleFiles(String contentType) {
        assertThat(Attachment.file("a", contentType, BYTES).contentType()).isEqualTo(contentType);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/mixed", "MULTIPART/Related; boundary=x", "message/rfc822", "Message/Partial"})
    void refusesTypesThatHoldPartsOfTheirOwn(String contentType) {
        assertThatThrownBy(() -> Attachment.file("a", contentType, BYTES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not multipart/* or message/*, but was: " + contentType);
        assertThatThrownBy(() -> Attachment.inline("logo", "a", contentType, BYTES))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "pdf", "application/", "/pdf", "a/b/c", "text/csv\r\nBcc: x", "text/csv; name=é", "a b/c"})
    void refusesWhatIsNoContentType(String contentType) {
        assertThatThrownBy(() -> Attachment.file("a", contentType, BYTES)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTextsThatAreTooLong() {
        String longest = "text/" + "x".repeat(250);

        assertThat(Attachment.file("n".repeat(255), longest, BYTES).contentType())
                .isEqualTo(longest);
        assertThatThrownBy(() -> Attachment.file("a", longest + "x", BYTES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("content type must have at most 255 characters, but has 256");
        assertThatThrownBy(() -> Attachment.file("n".repeat(256), "text/csv", BYTES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("file name must have at most 255 characters, but has 256");
    }

    @Test
    void keepsItsOwnCopyOfTheBytes() {
        byte[] given = {1, 2, 3};
        Attachment attachment = Attachment.file("a", "text/csv", given);

        given[0] = 9;

        assertThat(attachment.content().get(0)).isEqualTo((byte) 1);
        assertThat(attachment.content().isReadOnly()).isTrue();
    }
}
