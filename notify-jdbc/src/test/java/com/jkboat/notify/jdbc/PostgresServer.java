package com.jkboat.notify.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A PostgreSQL server for the tests of one JVM: started by the first that asks, stopped when the JVM ends.
 *
 * <p>Its one database is shared, so each test empties it first and none may run beside another.
 */
public final class PostgresServer {

    private static final String NAME = "postgres";

    private PostgresServer() {}

    /** Started when the class is used. */
    private static final class Running {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Returns the address of the database, with the user in it. */
    public static String url() {
        return Running.SERVER.getJdbcUrl(NAME, NAME);
    }

    /** Drops every table, and returns the address of what is left. */
    public static String emptyDatabase() {
        execute("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
        return url();
    }

    /** Runs statements, each in a transaction of its own. */
    public static void execute(String... statements) {
        DataSource database = Running.SERVER.getPostgresDatabase();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
