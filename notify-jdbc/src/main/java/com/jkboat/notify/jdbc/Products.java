package com.jkboat.notify.jdbc;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells from its address which product a database is. */
final class Products {

    static final String SQLITE_URL = "jdbc:sqlite:";
    static final String POSTGRES_URL = "jdbc:postgresql:";
    static final String MARIADB_URL = "jdbc:mariadb:";

    private static final Pattern CREDENTIALS = Pattern.compile("//[^/@]*@");

    private Products() {}

    static boolean isKnown(String url) {
        return url.startsWith(POSTGRES_URL)
                || url.startsWith(MARIADB_URL)
                || sqliteFile(url).isPresent();
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
            return new MariaDbEngine();
        }
        return url.startsWith(POSTGRES_URL) ? new PostgresEngine() : new SqliteEngine();
    }

    /** Returns an address fit to be printed: parameters and credentials are left out. */
    static String shown(String url) {
        return CREDENTIALS.matcher(url.replaceFirst("\\?.*", "")).replaceFirst("//");
    }
}
