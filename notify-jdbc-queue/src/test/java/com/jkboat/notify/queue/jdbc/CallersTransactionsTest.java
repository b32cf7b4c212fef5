package com.jkboat.notify.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.ReceiveRequest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A booking and its message stand or fall together, whoever manages the transaction. */
@Timeout(60)
class CallersTransactionsTest {

    private static EmbeddedPostgres server;
    private static Database database;
    private static EntityManagerFactory entities;

    private JdbcNotificationQueue queue;

    /** A booking as an application keeps it. */
    @Entity(name = "Booking")
    @Table(name = "booking")
    static class Booking {

        @Id
        private String id = "";

        Booking() {}

        Booking(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    /** What the application does in its transaction; may throw to have it rolled back. */
    private interface Work {
        void in(Connection connection) throws SQLException;
    }

    /** Something went wrong in the application. */
    private static final class Mishap extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Who manages the transaction. */
    enum Caller {
        PLAIN_JDBC {
            @Override
            void run(String booking, Work work) throws SQLException {
                try (Connection connection = dataSource().getConnection()) {
                    connection.setAutoCommit(false);
                    try {
                        insert(connection, booking);
                        work.in(connection);
                        connection.commit();
                    } catch (SQLException | RuntimeException e) {
                        connection.rollback();
                        throw e;
                    }
                }
            }
        },
        JDBI {
            @Override
            void run(String booking, Work work) throws SQLException {
                Jdbi.create(dataSource()).<SQLException>useTransaction(handle -> {
                    handle.execute("INSERT INTO booking (id) VALUES (?)", booking);
                    work.in(handle.getConnection());
                });
            }
        },
        JPA {
            @Override
            void run(String booking, Work work) {
                try (EntityManager manager = entities.createEntityManager()) {
                    manager.getTransaction().begin();
                    try {
                        manager.persist(new Booking(booking));
                        manager.flush();
                        manager.<Connection>runWithConnection(work::in);
                        manager.getTransaction().commit();
                    } finally {
                        if (manager.getTransaction().isActive()) {
                            manager.getTransaction().rollback();
                        }
                    }
                }
            }
        },
        SPRING_JDBC {
            @Override
            void run(String booking, Work work) {
                DataSource source = dataSource();
                new TransactionTemplate(new DataSourceTransactionManager(source)).executeWithoutResult(status -> {
                    Connection connection = DataSourceUtils.getConnection(source);
                    quietly(() -> {
                        insert(connection, booking);
                        work.in(connection);
                    });
                    DataSourceUtils.releaseConnection(connection, source);
                });
            }
        },
        SPRING_JPA {
            @Override
            void run(String booking, Work work) {
                DataSource source = dataSource();
                JpaTransactionManager transactions = new JpaTransactionManager(entities);
                transactions.setDataSource(source);
                transactions.setJpaDialect(new org.springframework.orm.jpa.vendor.HibernateJpaDialect());
                new TransactionTemplate(transactions).executeWithoutResult(status -> {
                    EntityManager manager = EntityManagerFactoryUtils.getTransactionalEntityManager(entities);
                    assertThat(manager).isNotNull();
                    manager.persist(new Booking(booking));
                    manager.flush();
                    Connection connection = DataSourceUtils.getConnection(source);
                    quietly(() -> work.in(connection));
                    DataSourceUtils.releaseConnection(connection, source);
                });
            }
        };

        abstract void run(String booking, Work work) throws SQLException;

        private interface Act {
            void run() throws SQLException;
        }

        private static void quietly(Act act) {
            try {
                act.run();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void insert(Connection connection, String booking) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO booking (id) VALUES (?)")) {
                insert.setString(1, booking);
                insert.executeUpdate();
            }
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.start();
        database = Database.open(DatabaseOptions.of(server.getJdbcUrl("postgres", "postgres")));
        database.write(handle -> handle.execute("CREATE TABLE booking (id VARCHAR(40) PRIMARY KEY)"));
        entities = new PersistenceConfiguration("bookings")
                .provider(HibernatePersistenceProvider.class.getName())
                .managedClass(Booking.class)
                .properties(Map.of("jakarta.persistence.nonJtaDataSource", dataSource()))
                .createEntityManagerFactory();
    }

    @AfterAll
    static void stop() throws Exception {
        entities.close();
        database.close();
        server.close();
    }

    @BeforeEach
    void open() {
        queue = JdbcNotificationQueue.open(database, JdbcQueueOptions.DEFAULTS);
        database.write(handle -> handle.execute("DELETE FROM booking"));
        database.write(handle -> handle.execute("DELETE FROM notify_message"));
    }

    @AfterEach
    void close() {
        queue.close();
    }

    @ParameterizedTest
    @EnumSource(Caller.class)
    void publishesWithABookingThatCommits(Caller caller) throws SQLException {
        caller.run("BK1", connection -> assertThat(publish("e1", connection)).isEqualTo(PublishResult.ACCEPTED));

        assertThat(bookings()).containsExactly("BK1");
        assertThat(received()).containsExactly("e1");
    }

    @ParameterizedTest
    @EnumSource(Caller.class)
    void publishesNothingWithABookingThatIsRolledBack(Caller caller) {
        assertThatThrownBy(() -> caller.run("BK1", connection -> {
                    publish("e1", connection);
                    throw new Mishap();
                }))
                .hasStackTraceContaining(Mishap.class.getName()); // JPA wraps it

        assertThat(bookings()).isEmpty();
        assertThat(received()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Caller.class)
    void doesNotSpoilABookingByADuplicate(Caller caller) throws SQLException {
        queue.publish(List.of(message("e1")));

        caller.run("BK1", connection -> assertThat(publish("e1", connection)).isEqualTo(PublishResult.DUPLICATE));

        assertThat(bookings()).containsExactly("BK1");
        assertThat(received()).containsExactly("e1");
    }

    @Test
    void saysWhatIsMissingWhereTheCallerHasNoTransaction() throws SQLException {
        try (Connection connection = dataSource().getConnection()) {
            assertThatThrownBy(() -> publish("e1", connection))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("NTF-022")
                    .hasMessageContaining("autocommit");
        }
    }

    private static DataSource dataSource() {
        return server.getPostgresDatabase();
    }

    private PublishResult publish(String id, Connection connection) {
        return queue.publish(List.of(message(id)), connection).get(0);
    }

    private static QueueMessage message(String id) {
        return QueueMessage.of(id, new byte[] {1}, "f");
    }

    private static List<String> bookings() {
        return database.read(handle ->
                handle.select("SELECT id FROM booking").mapTo(String.class).list());
    }

    private List<String> received() {
        return queue.receive(new ReceiveRequest(10, Duration.ZERO, Duration.ofMinutes(1), "me")).stream()
                .map(lease -> lease.message().id())
                .toList();
    }
}
