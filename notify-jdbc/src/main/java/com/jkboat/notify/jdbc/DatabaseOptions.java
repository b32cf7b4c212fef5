package com.jkboat.notify.jdbc;

import com.jkboat.notify.config.Secret;
import com.jkboat.notify.config.SettingsSection;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Which database, as whom, and who looks after its tables; the section {@code notify.jdbc}.
 *
 * @param url {@code jdbc:sqlite:FILE}, {@code jdbc:postgresql:…}, {@code jdbc:mariadb:…}, {@code jdbc:mysql:…} or
 *     {@code jdbc:h2:…}; by default {@code notify.db} in the data directory
 * @param user for databases that ask
 * @param password for databases that ask
 * @param poolSize most connections; on SQLite, which has one writer, most readers; 1-200, 8 by default
 * @param migrate who brings the tables up to date
 * @since 0.1
 */
public record DatabaseOptions(
        String url, Optional<String> user, Optional<Secret> password, int poolSize, Migrate migrate) {

    private static final int DEFAULT_POOL_SIZE = 8;
    private static final int MAX_POOL_SIZE = 200;

    /** Who brings the tables up to date. */
    public enum Migrate {
        /** We do, when the database is opened; the default. */
        AUTO,
        /** Somebody else does; we only check. */
        MANUAL
    }

    public DatabaseOptions {
        Objects.requireNonNull(url, "url");
        if (poolSize < 1 || poolSize > MAX_POOL_SIZE) {
            throw new IllegalArgumentException("poolSize must be 1-" + MAX_POOL_SIZE + ", but was: " + poolSize);
        }
    }

    /** Makes options for a SQLite file, everything else by default. */
    public static DatabaseOptions sqlite(Path file) {
        return of(Products.SQLITE_URL + file);
    }

    /** Makes options for a database that needs no more than its address. */
    public static DatabaseOptions of(String url) {
        return new DatabaseOptions(url, Optional.empty(), Optional.empty(), DEFAULT_POOL_SIZE, Migrate.AUTO);
    }

    /** Reads the options; what cannot be used is reported to the section's reader. */
    public static DatabaseOptions from(SettingsSection section, Path dataDirectory) {
        String url = section.text("url", Products.SQLITE_URL + dataDirectory.resolve("notify.db"));
        Products.problem(url).ifPresent(problem -> section.report("url", problem));
        return new DatabaseOptions(
                url,
                section.text("user"),
                section.secret("password"),
                section.integer("pool-size", DEFAULT_POOL_SIZE, 1, MAX_POOL_SIZE),
                section.choice("migrate", Migrate.AUTO));
    }

    /** Returns the same options with somebody else to look after the tables. */
    public DatabaseOptions withMigrate(Migrate by) {
        return new DatabaseOptions(url, user, password, poolSize, by);
    }

    /** Prints without user, password and parameters of the address. */
    @Override
    public String toString() {
        return "DatabaseOptions[" + Products.shown(url) + ", poolSize=" + poolSize + ", migrate=" + migrate + "]";
    }
}
