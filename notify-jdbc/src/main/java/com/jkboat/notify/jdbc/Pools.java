package com.jkboat.notify.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;

/** Makes the connection pools: two on a SQLite file, which has many readers but one writer, one on all others. */
final class Pools {

    /** Longest wait for a free connection. */
    private static final Duration ACQUIRE = Duration.ofSeconds(10);

    private static final int MAX_SQLITE_READERS = 4;

    /** Without these settings of ours, a duplicate could be taken for something new. */
    private static final Pattern OURS = Pattern.compile(
            "[?&](useAffectedRows|useBulkStmts\\w*|rewriteBatchedStatements|sessionVariables|autocommit)=",
            Pattern.CASE_INSENSITIVE);

    /**
     * Every statement of ours has its index, whatever the values and however full the table.
     *
     * <p>Left alone, PostgreSQL keeps a plan made while a table was empty, which reads the whole of it; and it plans
     * most of ours anew each time, which takes longer than running them.
     */
    private static final String STEADY_PLANS = "SELECT set_config(ours.name, ours.value, false)"
            + " FROM (VALUES ('enable_seqscan', 'off'), ('plan_cache_mode', 'force_generic_plan')) AS ours (name, value)"
            + " WHERE EXISTS (SELECT 1 FROM pg_settings known WHERE known.name = ours.name)";

    private Pools() {}

    static HikariDataSource server(DatabaseOptions options) {
        return new HikariDataSource(serverConfig(options));
    }

    /** Opens one connection that belongs to no pool, in autocommit mode, and else set up as those of the pools are. */
    static Connection alone(DatabaseOptions options) throws SQLException {
        HikariConfig config = Products.sqliteFile(options.url()).isPresent()
                ? sqlite(options, "notify-jdbc-alone")
                : serverConfig(options);
        Properties properties = new Properties();
        properties.putAll(config.getDataSourceProperties());
        options.user().ifPresent(user -> properties.setProperty("user", user));
        options.password().ifPresent(password -> properties.setProperty("password", password.reveal()));
        Connection connection = DriverManager.getConnection(options.url(), properties);
        if (config.getConnectionInitSql() != null) {
            begin(connection, config.getConnectionInitSql());
        }
        return connection;
    }

    private static void begin(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static HikariConfig serverConfig(DatabaseOptions options) {
        HikariConfig config = common(options, "notify-jdbc");
        config.setMaximumPoolSize(options.poolSize());
        config.setMinimumIdle(1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setAutoCommit(false); // switching it costs a round trip
        if (options.url().startsWith(Products.MARIADB_URL) || options.url().startsWith(Products.MYSQL_URL)) {
            configureMariaDb(config);
        } else if (options.url().startsWith(Products.H2_URL)) {
            configureH2(config);
        } else {
            configurePostgres(config);
        }
        return config;
    }

    private static void configureH2(HikariConfig config) {
        config.setMaxLifetime(0); // with its last connection, a database in memory may be gone
        config.setConnectionInitSql("SET LOCK_TIMEOUT 5000"); // ms
    }

    private static void configurePostgres(HikariConfig config) {
        config.setConnectionInitSql(STEADY_PLANS);
        config.setIsolateInternalQueries(true); // commits that, where connections are not in autocommit mode
        config.addDataSourceProperty("ApplicationName", "notify");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("socketTimeout", "30");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // the detail of a refused row repeats its values, which may be personal
        config.addDataSourceProperty("logServerErrorDetail", "false");
    }

    /** MySQL too: the two drivers mean the same by these names. */
    private static void configureMariaDb(HikariConfig config) {
        if (OURS.matcher(config.getJdbcUrl()).find()) { // it would win against what is set here
            throw new IllegalArgumentException(
                    "the address must not set useAffectedRows, useBulkStmts, rewriteBatchedStatements, sessionVariables or"
                            + " autocommit");
        }
        config.addDataSourceProperty("connectTimeout", "5000"); // ms
        config.addDataSourceProperty("socketTimeout", "30000"); // ms
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // a row that an insert finds there counts 0, not 1, and a batch tells the count of each of its rows
        config.addDataSourceProperty("useAffectedRows", "true");
        if (config.getJdbcUrl().startsWith(Products.MARIADB_URL)) { // MySQL's driver tells them by itself
            config.addDataSourceProperty("useBulkStmts", "false");
            config.addDataSourceProperty("useBulkStmtsForInserts", "false");
        }
        // what does not fit is refused, not cut; a lock is given up on before the socket is
        config.addDataSourceProperty(
                "sessionVariables",
                "sql_mode='STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION',innodb_lock_wait_timeout=10");
    }

    static HikariDataSource sqliteWriter(DatabaseOptions options) {
        HikariConfig config = sqlite(options, "notify-jdbc-writer");
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    static HikariDataSource sqliteReaders(DatabaseOptions options) {
        HikariConfig config = sqlite(options, "notify-jdbc-readers");
        config.setMaximumPoolSize(Math.min(MAX_SQLITE_READERS, options.poolSize()));
        config.setMinimumIdle(0);
        config.setConnectionInitSql("PRAGMA query_only = ON");
        return new HikariDataSource(config);
    }

    private static HikariConfig sqlite(DatabaseOptions options, String name) {
        HikariConfig config = common(options, name);
        config.setMaxLifetime(0);
        config.addDataSourceProperty("journal_mode", "WAL"); // readers go on while somebody writes
        config.addDataSourceProperty("synchronous", "FULL"); // a commit survives a power cut
        config.addDataSourceProperty("busy_timeout", "5000"); // ms; other processes write too
        return config;
    }

    private static HikariConfig common(DatabaseOptions options, String name) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(options.url());
        options.user().ifPresent(config::setUsername);
        options.password().ifPresent(password -> config.setPassword(password.reveal()));
        config.setConnectionTimeout(ACQUIRE.toMillis());
        config.setInitializationFailTimeout(1);
        return config;
    }
}
