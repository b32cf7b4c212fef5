package com.jkboat.notify.jdbc;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells from its address which product a database is. */
final class Products {

    static final String SQLITE_URL = "jdbc:sqlite:";
    static final String POSTGRES_URL = "jdbc:postgresql:";
    static final String MARIADB_URL = "jdbc:mariadb:";
    static final String H2_URL = "jdbc:h2:";

    static final String MYSQL_URL = "jdbc:mysql:";

    private static final Pattern PARAMETERS = Pattern.compile("[?;].*");

    private static final Pattern CREDENTIALS = Pattern.compile("//[^/@]*@");

    private Products() {}

    /** Says why an address cannot be used, without repeating it: it may hold a password. Empty if it can. */
    static Optional<String> problem(String url) {
        if (url.startsWith(H2_URL)) {
            return H2Address.of(url).isPrivate()
                    ? Optional.of("must name the database, " + H2_URL
                            + "mem:NAME; without a name every connection has one" + " of its own")
                    : Optional.empty();
        }
        boolean isKnown = url.startsWith(POSTGRES_URL)
                || url.startsWith(MARIADB_URL)
                || url.startsWith(MYSQL_URL)
                || sqliteFile(url).isPresent();
        return isKnown
                ? Optional.empty()
                : Optional.of("must begin with " + SQLITE_URL + " and a file, or " + POSTGRES_URL + ", " + MARIADB_URL
                        + ", " + MYSQL_URL + " or " + H2_URL);
    }

    /** Finds the file of a SQLite address; empty for other products, and for memory, which no two connections share. */
    static Optional<Path> sqliteFile(String url) {
        if (!url.startsWith(SQLITE_URL)) {
            return Optional.empty();
        }
        String file = url.substring(SQLITE_URL.length()).replaceFirst("\\?.*", "");
        boolean isFile = !file.isBlank() && !file.startsWith(":") && !file.startsWith("file:");
        return isFile ? Optional.of(Path.of(file)) : Optional.empty();
    }

    static Engine engineOf(String url) {
        if (url.startsWith(MARIADB_URL)) {
            return MariaDbEngine.ofMariaDb();
        }
        if (url.startsWith(MYSQL_URL)) {
            return MariaDbEngine.ofMySql();
        }
        if (url.startsWith(H2_URL)) {
            return new H2Engine();
        }
        return url.startsWith(POSTGRES_URL) ? new PostgresEngine() : new SqliteEngine();
    }

    /** Returns an address fit to be printed: parameters and credentials are left out. */
    static String shown(String url) {
        String address = PARAMETERS.matcher(url).replaceFirst("");
        return CREDENTIALS.matcher(address).replaceFirst("//");
    }
}
