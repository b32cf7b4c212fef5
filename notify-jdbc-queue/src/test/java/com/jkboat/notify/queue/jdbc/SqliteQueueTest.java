package com.jkboat.notify.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteQueueTest extends JdbcQueueContract implements ProcessRules {

    @TempDir
    private Path folder;

    @Override
    Database openDatabase() {
        return Database.open(DatabaseOptions.sqlite(folder.resolve("notify.db")));
    }

    @Override
    public String url() {
        return "jdbc:sqlite:" + folder.resolve("notify.db");
    }

    @Override
    String earlier(String column, long millis) {
        return column + " - " + millis;
    }

    @Test
    @DisplayName("a claim and the counts walk along the claim index, and sort nothing")
    void walksAlongTheClaimIndex() throws SQLException {
        DueMessages due = new DueMessages(database().dialect());
        for (String sql : List.of(
                due.countStatement(),
                due.pickStatement(),
                new QueueCounts(database().dialect()).statement())) {
            List<String> plan = explain(sql);

            assertThat(plan)
                    .noneMatch(step -> step.contains("SCAN notify_message"))
                    .noneMatch(step -> step.contains("TEMP B-TREE"))
                    .anyMatch(step -> step.contains("INDEX notify_message_claim"));
        }
        assertThat(explain(due.pickStatement()))
                .anyMatch(step ->
                        step.contains("SEARCH o USING COVERING INDEX notify_message_order (ordering_key=? AND id<?)"));
    }

    @Test
    @DisplayName("needs no driver of another database")
    void needsNoOtherDriver() {
        it().publish("a");
        try (QueueChild child = QueueChild.startWithout("postgresql", "lease", url())) {
            assertThat(child.await("leased", 1)).containsExactly("a");
        }
    }

    private List<String> explain(String sql) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql);
                ResultSet row = statement.executeQuery()) {
            List<String> plan = new ArrayList<>();
            while (row.next()) {
                plan.add(row.getString("detail"));
            }
            return plan;
        }
    }
}
