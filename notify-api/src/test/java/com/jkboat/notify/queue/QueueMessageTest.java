package com.jkboat.notify.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueMessageTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\0b", "a\nb", "a\u0085b", "half \uD83D"})
    void refusesTextsThatNotEveryStoreKeeps(String text) {
        assertThatThrownBy(() -> QueueMessage.of(text, new byte[0], "print"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("id must be");
        assertThatThrownBy(() -> QueueMessage.of("id", new byte[0], text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("fingerprint must be");
        assertThatThrownBy(() -> QueueMessage.of("id", new byte[0], "print").withOrderingKey(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("orderingKey must be");
    }

    @Test
    void saysWhichTextIsTooLongAndByHowMuch() {
        assertThatThrownBy(() -> QueueMessage.of("i".repeat(121), new byte[0], "print"))
                .hasMessage("id must be 1-120 characters, but has 121");
        assertThatThrownBy(() -> QueueMessage.of("id", new byte[0], "p".repeat(81)))
                .hasMessage("fingerprint must be 1-80 characters, but has 81");
        assertThatThrownBy(() -> QueueMessage.of("id", new byte[0], "print").withOrderingKey("k".repeat(301)))
                .hasMessage("orderingKey must be 1-300 characters, but has 301");
    }

    @Test
    void takesAnyLetters() {
        QueueMessage message =
                QueueMessage.of("Å-\uD83D\uDEA4", new byte[0], "print").withOrderingKey("booking/ß");

        assertThat(message.orderingKey()).contains("booking/ß");
    }
}
