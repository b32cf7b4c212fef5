package com.jkboat.notify.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A MariaDB server for the tests of one JVM, of the programs that are installed: started by the first that asks, stopped
 * when the JVM ends; never the system's own.
 *
 * <p>Where the property {@code notify.mysqld} names the program of a MySQL server, it is a MySQL server instead: the same
 * tests then run against that, as in {@code mvn verify -Dnotify.mysqld=/usr/sbin/mysqld -Dtest='MariaDb*Test'}.
 *
 * <p>Its one database is shared, so each test empties it first and none may run beside another.
 */
public final class MariaDbServer {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Optional<String> MYSQL = Optional.ofNullable(System.getProperty("notify.mysqld"));

    private MariaDbServer() {}

    /** Skips the tests where MariaDB is not installed, and says so. */
    public static void assumeInstalled() {
        Assumptions.assumeTrue(
                MYSQL.isPresent()
                        || (Files.isExecutable(program("mariadbd"))
                                && Files.isExecutable(program("mariadb-install-db"))),
                "MariaDB is not installed: apt-get install mariadb-server-core");
    }

    /** Tells whether it is MySQL. */
    public static boolean isMySql() {
        return MYSQL.isPresent();
    }

    /** Returns a table of the numbers from 1 on, whose only column is {@code seq}. */
    public static String numbersTo(int most) {
        return isMySql()
                ? "(SELECT ROW_NUMBER() OVER () AS seq FROM information_schema.columns one"
                        + " CROSS JOIN information_schema.columns other LIMIT " + most + ") numbers"
                : "seq_1_to_" + most;
    }

    /** Returns the address of the database, with the user in it. */
    public static String url() {
        return Running.server.address("notify");
    }

    /** Drops every table, and returns the address of what is left. */
    public static String emptyDatabase() {
        // not the database itself: connections that are in it would be nowhere
        execute(query("SHOW TABLES").stream()
                .map(table -> "DROP TABLE " + table)
                .toArray(String[]::new));
        return url();
    }

    /** Runs a query and returns its first column. */
    public static List<String> query(String sql) {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs statements, each in a transaction of its own. */
    public static void execute(String... statements) {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it on the spot, as {@code kill -9} does, and starts it again with what it had stored. */
    public static void crash() {
        Running.crash();
    }

    private static Path program(String name) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of(name));
    }

    /** Started when the class is used. */
    private static final class Running {
        private static final Path FOLDER = folder();
        private static volatile Server server = start();

        private static Path folder() {
            try {
                return Files.createTempDirectory("mariadb");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Server start() {
            try {
                Server first = Server.install(FOLDER, freePort());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, FOLDER)));
                return first;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static void crash() {
            server.process().destroyForcibly().onExit().join();
            try {
                server = Server.start(FOLDER, server.port());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        private static void stop(Server server, Path folder) {
            server.process().destroyForcibly();
            server.process().onExit().join();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record Server(Process process, int port) {

        /** MySQL knows its first user by a name that is not resolved here. */
        private static final String USERS = "CREATE USER IF NOT EXISTS root@'127.0.0.1';"
                + " GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;";

        private static String user() {
            return "--user=" + System.getProperty("user.name");
        }

        static Server install(Path folder, int port) throws IOException {
            Path tables = folder.resolve("tables");
            Path log = folder.resolve("log");
            List<String> command = new ArrayList<>();
            if (MYSQL.isPresent()) {
                command.addAll(List.of(MYSQL.get(), "--no-defaults", "--initialize-insecure"));
            } else {
                command.addAll(List.of(
                        program("mariadb-install-db").toString(),
                        "--no-defaults",
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db"));
            }
            command.addAll(List.of(user(), "--datadir=" + tables));
            if (run(log, command).onExit().join().exitValue() != 0) {
                throw new IllegalStateException(
                        "the tables of the server could not be made:\n" + Files.readString(log));
            }
            return start(folder, port);
        }

        /** Commits are with the operating system when they are answered: the machine does not crash here. */
        static Server start(Path folder, int port) throws IOException {
            Path log = folder.resolve("log");
            List<String> command = new ArrayList<>(List.of(
                    MYSQL.orElseGet(() -> program("mariadbd").toString()),
                    "--no-defaults",
                    user(),
                    "--datadir=" + folder.resolve("tables"),
                    "--socket=" + folder.resolve("socket"),
                    "--bind-address=127.0.0.1",
                    "--port=" + port,
                    "--skip-name-resolve",
                    "--performance-schema=OFF",
                    "--innodb-buffer-pool-size=64M",
                    "--innodb-flush-log-at-trx-commit=2"));
            command.addAll(
                    MYSQL.isPresent()
                            ? List.of(
                                    "--mysqlx=OFF",
                                    "--pid-file=" + folder.resolve("pid"),
                                    "--init-file=" + Files.writeString(folder.resolve("users"), USERS))
                            : List.of("--innodb-log-file-size=32M"));
            return new Server(run(log, command), port).whenReady(log);
        }

        private static Process run(Path log, List<String> command) throws IOException {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        }

        private Server whenReady(Path log) throws IOException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!answers()) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    process.destroyForcibly();
                    throw new IllegalStateException("the server did not start:\n" + Files.readString(log));
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
            return this;
        }

        private boolean answers() {
            try (Connection connection = DriverManager.getConnection(address(""));
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE IF NOT EXISTS notify");
                return true;
            } catch (SQLException e) {
                return false;
            }
        }

        String address(String database) {
            String product = MYSQL.isPresent() ? "mysql" : "mariadb";
            return "jdbc:" + product + "://127.0.0.1:" + port + "/" + database + "?user=root";
        }
    }
}
