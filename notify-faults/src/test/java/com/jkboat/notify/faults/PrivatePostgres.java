package com.jkboat.notify.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL server of our own, which can crash and come back; started by the first test that asks. */
final class PrivatePostgres {

    private static final String NAME = "postgres";
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_CRASH = Duration.ofSeconds(30);

    private final Path data;
    private final AtomicInteger databases = new AtomicInteger();
    private EmbeddedPostgres server;

    private PrivatePostgres(Path data) throws IOException {
        this.data = data;
        this.server = builder().start();
    }

    /** Left to itself, the embedded server forgets its last commits when it crashes; the machine does not crash here. */
    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(LONGEST_START);
    }

    /** Started when the class is used. */
    private static final class Running {
        private static final PrivatePostgres SERVER = begin();

        private static PrivatePostgres begin() {
            try {
                return new PrivatePostgres(Files.createTempDirectory("notify-faults-postgres"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static PrivatePostgres shared() {
        return Running.SERVER;
    }

    int port() {
        return server.getPort();
    }

    /** Makes an empty database and returns its address. */
    String newDatabase() {
        String name = "faults" + databases.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return server.getJdbcUrl(NAME, name);
    }

    /** Ends the sessions of every Notify client, as an administrator or a failover does; answers how many. */
    int endSessions() {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE application_name = 'notify'")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives nobody a connection to a database any more, and takes those there are. */
    void refuse(String url) {
        execute("ALTER DATABASE " + name(url) + " ALLOW_CONNECTIONS false");
        endSessions();
    }

    void accept(String url) {
        execute("ALTER DATABASE " + name(url) + " ALLOW_CONNECTIONS true");
    }

    private static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1).replaceAll("\\?.*", "");
    }

    /** Stops it without a checkpoint, cutting every session off: what a power cut leaves behind. */
    void crash() {
        try {
            String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
            new ProcessBuilder("kill", "-QUIT", pid).inheritIO().start().waitFor();
            Wait.until(
                    "the server is gone",
                    LONGEST_CRASH,
                    () -> ProcessHandle.of(Long.parseLong(pid))
                            .filter(ProcessHandle::isAlive)
                            .isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts it again on the same port, with what it had stored. */
    void restart() {
        int port = server.getPort();
        try {
            server.close();
            server = builder().setPort(port).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
