package com.jkboat.notify.queue.jdbc;

import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static com.jkboat.notify.testkit.queue.QueueProbe.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.QueueUnavailableException;
import com.jkboat.notify.jdbc.ClaimStrategy;
import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.testkit.queue.QueueProbe;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2QueueTest {

    /** What holds however H2 is set up. */
    abstract static class H2QueueContract extends JdbcQueueContract {

        private final String name = UUID.randomUUID().toString();

        abstract String settings();

        /** It looks through what is of one key, which takes minutes for more. */
        @Override
        public int crowd() {
            return 2_000;
        }

        @Override
        public String url() {
            return "jdbc:h2:mem:" + name + settings();
        }

        @Override
        final Database openDatabase() {
            return Database.open(DatabaseOptions.of(url()));
        }

        @Override
        final String earlier(String column, long millis) {
            return "DATEADD(MILLISECOND, " + -millis + ", " + column + ")";
        }
    }

    @Nested
    @DisplayName("in memory")
    class InMemory extends H2QueueContract {

        @Override
        String settings() {
            return "";
        }

        @Test
        @DisplayName("a claim walks along the claim index, sorts nothing, and locks nothing by it")
        void walksAlongTheClaimIndex() {
            DueMessages due = new DueMessages(database().dialect());

            for (String sql : List.of(due.countStatement(), due.pickStatement())) {
                String plan = database()
                        .read(handle -> handle.createQuery("EXPLAIN " + sql.replace("?", "50"))
                                .mapTo(String.class)
                                .one());

                assertThat(plan)
                        .contains("PUBLIC.NOTIFY_MESSAGE_CLAIM: ")
                        .contains("index sorted")
                        .doesNotContain("tableScan")
                        .doesNotContain("FOR UPDATE");
            }
            assertThat(database().dialect().claimStrategy()).isEqualTo(ClaimStrategy.COMPARE_AND_SET);
        }

        @Test
        @DisplayName("Q-12, Q-16: accepts one of many that callers publish at the same time, and spoils no transaction")
        void spoilsNoTransactionOfThoseThatRace() throws Exception {
            CyclicBarrier round = new CyclicBarrier(4);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            List<Future<List<PublishResult>>> callers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int caller = i;
                callers.add(threads.submit(() -> publishSameAsOthers(caller, round)));
            }

            List<PublishResult> same = new ArrayList<>();
            for (Future<List<PublishResult>> caller : callers) {
                same.addAll(caller.get(60, TimeUnit.SECONDS));
            }
            threads.shutdown();

            assertThat(Collections.frequency(same, PublishResult.ACCEPTED)).isEqualTo(100);
            assertThat(Collections.frequency(same, PublishResult.DUPLICATE)).isEqualTo(300);
            assertThat(it().stats().ready()).isEqualTo(100 + 400);
        }

        private List<PublishResult> publishSameAsOthers(int caller, CyclicBarrier round) throws Exception {
            List<PublishResult> results = new ArrayList<>();
            try (Connection connection = connect()) {
                connection.setAutoCommit(false);
                for (int i = 0; i < 100; i++) {
                    round.await(30, TimeUnit.SECONDS);
                    List<QueueMessage> batch = List.of(message("same" + i), message("own" + caller + "-" + i));
                    List<PublishResult> stored = queue().publish(batch, connection);
                    assertThat(stored.get(1)).isEqualTo(PublishResult.ACCEPTED);
                    results.add(stored.get(0));
                    connection.commit();
                }
            }
            return results;
        }

        @Test
        @DisplayName("Q-16: asks to roll back where the caller's snapshot hides what is stored under an id")
        void asksToRollBackWhereTheSnapshotHidesAConflict() throws SQLException {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                statement.execute("SELECT count(*) FROM notify_message"); // from here on, nothing is new
                it().publish("a");

                assertThatThrownBy(
                                () -> queue().publish(List.of(QueueMessage.of("a", new byte[0], "other")), connection))
                        .isInstanceOf(QueueUnavailableException.class)
                        .hasMessageContaining("roll it back");

                connection.rollback();
                assertThat(queue().publish(List.of(QueueMessage.of("a", new byte[0], "other")), connection))
                        .containsExactly(PublishResult.CONFLICT);
            }
        }
    }

    @Nested
    @DisplayName("in a file that processes share")
    class InAFile extends H2QueueContract implements ProcessRules {

        @TempDir
        private Path folder;

        @Override
        String settings() {
            return ";WRITE_DELAY=0;AUTO_SERVER=TRUE";
        }

        @Override
        public String url() {
            return "jdbc:h2:" + folder.resolve("notify") + settings();
        }

        @Test
        @DisplayName("Q-1: keeps what was accepted by a process that was killed with the file open")
        void keepsWhatAKilledProcessAccepted() {
            String url = "jdbc:h2:" + folder.resolve("other") + ";WRITE_DELAY=0";
            List<String> accepted;
            try (QueueChild child = QueueChild.start("publish", url)) {
                accepted = new ArrayList<>(child.await("accepted", 50));
                child.kill();
                accepted.addAll(child.await("accepted", Integer.MAX_VALUE));
            }

            try (Database again = Database.open(DatabaseOptions.of(url))) {
                NotificationQueue reopened = JdbcNotificationQueue.open(again, JdbcQueueOptions.DEFAULTS);
                List<String> stored = QueueProbe.ids(reopened.receive(request(100_000, Duration.ZERO)));
                assertThat(accepted).hasSizeGreaterThanOrEqualTo(50);
                accepted.forEach(batch -> assertThat(stored).contains("m" + batch + "-0", "m" + batch + "-6"));
            }
        }
    }

    @Nested
    @DisplayName("in the mode of PostgreSQL")
    class LikePostgres extends H2QueueContract {

        @Override
        String settings() {
            return ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        }
    }

    @Nested
    @DisplayName("in the mode of MySQL")
    class LikeMySql extends H2QueueContract {

        @Override
        String settings() {
            return ";MODE=MySQL;DATABASE_TO_LOWER=TRUE";
        }
    }

    @Nested
    @DisplayName("in the mode of MariaDB")
    class LikeMariaDb extends H2QueueContract {

        @Override
        String settings() {
            return ";MODE=MariaDB;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
        }
    }
}
