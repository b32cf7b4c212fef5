package com.jkboat.notify.jdbc;

import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.config.PluginContext;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * One database, opened once per client and shared by the plugins that use it.
 *
 * <p>Safe for any number of threads. On SQLite there is one writer, and readers that never wait for it; other
 * processes read and write the same file meanwhile.
 *
 * @since 0.1
 */
public final class Database implements AutoCloseable {

    private final DatabaseOptions options;
    private final Engine engine;
    private final Transactions writing;
    private final Transactions reading;

    private Database(DatabaseOptions options, Engine engine, Transactions writing, Transactions reading) {
        this.options = options;
        this.engine = engine;
        this.writing = writing;
        this.reading = reading;
    }

    /**
     * Returns the database of the settings, which is opened for the first who asks and closed with the client.
     *
     * @throws ConfigurationException if the settings have problems or the database cannot be opened
     */
    public static Database open(PluginContext context) {
        DatabaseOptions options = DatabaseOptions.from(context.root().section("notify.jdbc"), context.dataDirectory());
        // before anything is created: a misread address must not leave a database where nobody wanted one
        context.root().throwIfProblems();
        return context.shared().get(Database.class, options.url(), () -> open(options));
    }

    /**
     * Opens a database; the caller closes it.
     *
     * @throws ConfigurationException NTF-062 if its file cannot be written, NTF-063 if its server cannot be reached,
     *     NTF-065 if it is of another product, too old a version or in an unfit mode, NTF-066 if it would lose commits
     */
    public static Database open(DatabaseOptions options) {
        Products.problem(options.url()).ifPresent(problem -> {
            throw new ConfigurationException(
                    "NTF-065", "the address of the database " + problem + ". (notify.jdbc.url)");
        });
        refuseForgetful(options.url());
        Database database = connect(options, Products.engineOf(options.url()));
        try {
            database.refuseUnfit();
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    // before anything is created
    private static void refuseForgetful(String url) {
        if (url.startsWith(Products.H2_URL)) {
            H2Address.of(url).durabilityProblem().ifPresent(problem -> {
                throw new ConfigurationException(
                        "NTF-066",
                        "the database " + Products.shown(url) + " would not keep what it accepts: " + problem
                                + ". (notify.jdbc.url)");
            });
        }
    }

    private static Database connect(DatabaseOptions options, Engine engine) {
        Optional<Path> file = Products.sqliteFile(options.url());
        try {
            return file.isPresent() ? openFile(options, engine, file.get()) : openServer(options, engine);
        } catch (IOException | RuntimeException e) {
            throw cannotOpen(options, e);
        }
    }

    private void refuseUnfit() {
        try {
            read(handle -> {
                        ProductVersion found =
                                ProductVersion.of(handle.getConnection().getMetaData());
                        Optional<String> objection = engine.oldest().objectionTo(found);
                        return objection.isPresent() ? objection : engine.objection(handle.getConnection());
                    })
                    .ifPresent(objection -> {
                        throw new ConfigurationException(
                                "NTF-065",
                                "the database " + Products.shown(options.url()) + " " + objection
                                        + ". (notify.jdbc.url)");
                    });
        } catch (DatabaseException e) {
            throw cannotOpen(options, e);
        }
    }

    /** Returns how this database's product says things. */
    public Dialect dialect() {
        return engine;
    }

    /**
     * Runs work that only reads, in a transaction of its own.
     *
     * @throws DatabaseException if it could not be carried out
     */
    public <T> T read(Work<T> work) {
        return reading.run(work);
    }

    /**
     * Runs work in a transaction of its own; it is durable when this returns.
     *
     * <p>Repeats it a few times, for seconds at most, while it loses against other transactions.
     *
     * @throws DatabaseException if it could not be carried out, with what is known about the outcome
     */
    public <T> T write(Work<T> work) {
        return writing.run(work);
    }

    /**
     * Opens a connection outside the pool, in autocommit mode, for what lasts; the caller closes it.
     *
     * @throws SQLException if the database cannot be reached
     */
    public Connection connect() throws SQLException {
        return Pools.alone(options);
    }

    /**
     * Brings the tables of one component up to date, or checks that somebody did.
     *
     * <p>Safe to be called by several processes at once: one does it, the others wait. Killed half-way, nothing is
     * changed.
     *
     * @throws ConfigurationException NTF-060 if they are newer than this version knows, NTF-061 if they are older and
     *     {@code notify.jdbc.migrate} is {@code manual}, NTF-062 or NTF-063 if the change failed
     */
    public void migrate(Migrations migrations) {
        try {
            new SchemaUpdate(this, engine, migrations).run(options.migrate());
        } catch (DatabaseException e) {
            throw cannotOpen(options, e);
        }
    }

    /** Says where it is and which tables it has, once they are up to date. */
    public String description(Migrations migrations) {
        return Products.shown(options.url()) + ", " + migrations.component() + " tables of version "
                + migrations.newest();
    }

    /** Closes every connection; may be called more than once. */
    @Override
    public void close() {
        reading.close();
        writing.close();
    }

    /** Prints where it is, without credentials. */
    @Override
    public String toString() {
        return "Database[" + Products.shown(options.url()) + "]";
    }

    private static Database openFile(DatabaseOptions options, Engine engine, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Transactions writing = new Transactions(Pools.sqliteWriter(options), engine, engine::beginWrite);
        try {
            return new Database(
                    options,
                    engine,
                    writing,
                    new Transactions(Pools.sqliteReaders(options), engine, engine::beginRead));
        } catch (RuntimeException e) {
            writing.close();
            throw e;
        }
    }

    private static Database openServer(DatabaseOptions options, Engine engine) {
        HikariDataSource pool = Pools.server(options);
        Transactions transactions = new Transactions(pool, engine, engine::beginWrite);
        return new Database(options, engine, transactions, transactions);
    }

    private static ConfigurationException cannotOpen(DatabaseOptions options, Exception cause) {
        Optional<Path> file = Products.sqliteFile(options.url());
        if (file.isPresent()) {
            return new ConfigurationException(
                    "NTF-062",
                    "the database file " + file.get().toAbsolutePath() + " cannot be opened for writing."
                            + " Is its folder writable, and the disk not full? (notify.data, notify.jdbc.url)",
                    cause);
        }
        return new ConfigurationException(
                "NTF-063",
                "the database " + Products.shown(options.url()) + " cannot be opened. Does it run, is its driver on the"
                        + " class path, are user and password right, and may they change tables?"
                        + " (notify.jdbc.url, .user, .password, .migrate)",
                cause);
    }
}
