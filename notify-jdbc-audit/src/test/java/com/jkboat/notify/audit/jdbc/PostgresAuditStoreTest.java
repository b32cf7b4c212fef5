package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import com.jkboat.notify.testkit.audit.AuditStoreContract;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class PostgresAuditStoreTest extends AuditStoreContract {

    private static EmbeddedPostgres server;

    private Database database;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    protected AuditStore open() {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        database = Database.open(DatabaseOptions.of(server.getJdbcUrl("postgres", "postgres")));
        return JdbcAuditStore.open(database);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }
}
