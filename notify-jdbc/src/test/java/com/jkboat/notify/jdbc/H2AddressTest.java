package com.jkboat.notify.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class H2AddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:booking",
                "jdbc:h2:mem:booking;DB_CLOSE_DELAY=-1",
                "jdbc:h2:tcp://localhost:9092/mem:booking",
                "jdbc:h2:file:./booking;WRITE_DELAY=0",
                "jdbc:h2:~/booking;MODE=PostgreSQL; write_delay = 0",
                "jdbc:h2:ssl://localhost/./booking;WRITE_DELAY=0"
            })
    void findsThatCommitsOutlastTheProcessOrNobodyExpectsThat(String url) {
        assertThat(H2Address.of(url).durabilityProblem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:file:./booking",
                "jdbc:h2:./mem:booking",
                "jdbc:h2:~/booking;WRITE_DELAY=500",
                "jdbc:h2:./booking;INIT=SET WRITE_DELAY 0",
                "jdbc:h2:nio:./booking;WRITE_DELAY=0;WRITE_DELAY=10",
                "jdbc:h2:tcp://localhost/~/booking"
            })
    void findsThatCommitsMayBeLost(String url) {
        assertThat(H2Address.of(url).durabilityProblem())
                .hasValueSatisfying(problem -> assertThat(problem).contains(";WRITE_DELAY=0"));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:mem:, true",
        "jdbc:h2:mem:;MODE=MySQL, true",
        "jdbc:h2:mem:booking, false",
        "jdbc:h2:./booking, false"
    })
    void knowsMemoryWithoutAName(String url, boolean isPrivate) {
        assertThat(H2Address.of(url).isPrivate()).isEqualTo(isPrivate);
    }
}
