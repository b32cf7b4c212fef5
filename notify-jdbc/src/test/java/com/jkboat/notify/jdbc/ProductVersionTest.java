package com.jkboat.notify.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductVersionTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql:, PostgreSQL, 12, 0",
        "jdbc:postgresql:, PostgreSQL, 17, 6",
        "jdbc:mariadb:, MariaDB, 10, 6",
        "jdbc:mariadb:, MariaDB, 10, 11",
        "jdbc:mariadb:, MariaDB, 11, 4",
        "jdbc:sqlite:, SQLite, 3, 42",
        "jdbc:h2:, H2, 2, 1",
        "jdbc:h2:, H2, 2, 5"
    })
    void letsInWhatIsPromised(String url, String product, int major, int minor) throws SQLException {
        assertThat(objection(url, product, major, minor)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql:, PostgreSQL, 11, 22, PostgreSQL 12.0",
        "jdbc:postgresql:, PostgreSQL, 9, 6, PostgreSQL 12.0",
        "jdbc:mariadb:, MariaDB, 10, 5, MariaDB 10.6",
        "jdbc:mariadb:, MariaDB, 5, 5, MariaDB 10.6",
        "jdbc:sqlite:, SQLite, 3, 41, SQLite 3.42",
        "jdbc:h2:, H2, 2, 0, H2 2.1",
        "jdbc:h2:, H2, 1, 4, H2 2.1",
        "jdbc:h2:, H2, 0, 0, H2 2.1"
    })
    void refusesWhatIsOlder(String url, String product, int major, int minor, String needed) throws SQLException {
        assertThat(objection(url, product, major, minor))
                .contains("is " + product + " " + major + "." + minor + ", but " + needed + " or newer is needed");
    }

    @Test
    void refusesMySqlBehindTheAddressOfMariaDbAndSaysWhatToUse() throws SQLException {
        assertThat(objection("jdbc:mariadb:", "MySQL", 8, 4))
                .hasValueSatisfying(objection -> assertThat(objection)
                        .contains("is MySQL 8.4, which is not supported")
                        .contains("Use jdbc:mysql: and its own driver"));
    }

    @Test
    void refusesAnotherProductBehindAKnownAddress() throws SQLException {
        assertThat(objection("jdbc:postgresql:", "Redshift", 99, 0))
                .hasValueSatisfying(objection -> assertThat(objection)
                        .contains("is Redshift 99.0")
                        .contains("it is for PostgreSQL 12.0 or newer"));
    }

    private static Optional<String> objection(String url, String product, int major, int minor) throws SQLException {
        return Products.engineOf(url).oldest().objectionTo(ProductVersion.of(database(product, major, minor)));
    }

    private static DatabaseMetaData database(String product, int major, int minor) {
        return (DatabaseMetaData) Proxy.newProxyInstance(
                ProductVersionTest.class.getClassLoader(),
                new Class<?>[] {DatabaseMetaData.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getDatabaseProductName" -> product;
                    case "getDatabaseMajorVersion" -> major;
                    case "getDatabaseMinorVersion" -> minor;
                    default -> throw new AssertionError(method);
                });
    }
}
