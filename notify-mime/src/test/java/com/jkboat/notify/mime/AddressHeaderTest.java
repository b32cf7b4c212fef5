package com.jkboat.notify.mime;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.message.EmailAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressHeaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Anna Berg        | Anna Berg
                    O'Brien & Co!    | O'Brien & Co!
                    Boat Tours, Help | "Boat Tours, Help"
                    Dr. Who          | "Dr. Who"
                    a "b" \\c        | "a \\"b\\" \\\\c"
                    x <y@example.org>| "x <y@example.org>"
                    Åsa de la Mare.  | =?UTF-8?Q?=C3=85sa_de_la_Mare=2E?=
                    =?UTF-8?Q?a?=    | =?UTF-8?B?PT9VVEYtOD9RP2E/PQ==?=
                    two  blanks      | =?UTF-8?Q?two__blanks?=
                    """)
    void writesANameAsSimplyAsItCan(String name, String written) {
        assertThat(header("a@example.org", name)).isEqualTo("To: " + written + " <a@example.org>\r\n");
    }

    @Test
    void writesABareAddressWithoutBrackets() {
        assertThat(header("a@example.org", "")).isEqualTo("To: a@example.org\r\n");
    }

    @Test
    void foldsBeforeAnAddressThatDoesNotFit() {
        String address = "x".repeat(30) + "@example.org";

        assertThat(header(address, "N".repeat(40))).isEqualTo("To: " + "N".repeat(40) + "\r\n <" + address + ">\r\n");
    }

    @Test
    void foldsALongNameByEncodingIt() {
        assertThat(header("a@example.org", "Name ".repeat(40)).lines()).allMatch(line -> line.length() <= 76);
    }

    @Test
    void writesAnInternationalAddressAsUtf8() {
        String written = header("åsa@exämple.org", "Åsa Lindgren");

        assertThat(new String(written.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .isEqualTo("To: =?UTF-8?Q?=C3=85sa_Lindgren?= <åsa@exämple.org>\r\n");
    }

    private static String header(String address, String name) {
        return Written.by(out -> {
            out.put(Ascii.bytes("To:"));
            AddressHeader.write(EmailAddress.of(address, name), out);
        });
    }
}
