package com.jkboat.notify.benchmark.queue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** A PostgreSQL server of the benchmark's own, on this machine, and durable: it waits for the disk at every commit. */
final class QueueServer implements AutoCloseable {

    private final EmbeddedPostgres server;

    private QueueServer(EmbeddedPostgres server) {
        this.server = server;
    }

    static QueueServer start() throws IOException {
        return new QueueServer(EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start());
    }

    /** Prints what the numbers depend on. */
    void describe() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            System.out.printf(
                    Locale.ROOT,
                    "%d processors, load %.1f, Java %s, PostgreSQL %s, fsync %s, synchronous_commit %s, driver %s%n",
                    Runtime.getRuntime().availableProcessors(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                    Runtime.version(),
                    text(connection, "SHOW server_version"),
                    text(connection, "SHOW fsync"),
                    text(connection, "SHOW synchronous_commit"),
                    connection.getMetaData().getDriverVersion());
        }
    }

    String newDatabase() throws SQLException {
        String name = "run" + System.nanoTime();
        run(server.getJdbcUrl("postgres", "postgres"), "CREATE DATABASE " + name);
        return server.getJdbcUrl("postgres", name);
    }

    /** Drops a database, and with it what its size does to the next one. */
    void drop(String url) throws SQLException {
        String name = url.replaceFirst(".*/", "").replaceFirst("\\?.*", "");
        run(server.getJdbcUrl("postgres", "postgres"), "DROP DATABASE " + name + " WITH (FORCE)");
    }

    /** Lets the server finish what filling a database left to do. */
    void settle(String url) throws SQLException {
        run(url, "VACUUM ANALYZE", "CHECKPOINT");
    }

    static long count(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            return Long.parseLong(text(connection, query));
        }
    }

    static void run(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
