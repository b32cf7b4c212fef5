package com.jkboat.notify.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64LinesTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 56, 57, 58, 59, 114, 115, 7295, 7296, 7297, 7298, 20_000})
    void writesWhatTheJdkWrites(int octets) {
        byte[] content = new byte[octets];
        new Random(octets).nextBytes(content);

        String written =
                Written.by(out -> Base64Lines.write(ByteBuffer.wrap(content).asReadOnlyBuffer(), out));

        assertThat(written).isEqualTo(Base64.getMimeEncoder().encodeToString(content));
        assertThat(Base64Lines.size(octets)).isGreaterThanOrEqualTo(written.length());
    }

    @Test
    void startsWhereTheBufferStands() {
        ByteBuffer content = ByteBuffer.wrap(new byte[] {9, 'a', 'b', 'c', 9}, 1, 3);

        assertThat(Written.by(out -> Base64Lines.write(content, out))).isEqualTo("YWJj");
    }
}
