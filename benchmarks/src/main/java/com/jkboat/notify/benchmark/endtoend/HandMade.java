package com.jkboat.notify.benchmark.endtoend;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.jkboat.notify.Event;
import com.jkboat.notify.booking.BookingDomain;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/**
 * The limit: the same guarantees on the straight road, written for this one job and nothing else.
 *
 * <p>Leases a batch and claims its mails in one commit, sends them over a connection of its own, then records them and
 * deletes their messages in one commit. It cannot retry, fail over, look anything up or be configured.
 */
final class HandMade implements Contender {

    private static final int THREADS = 4;
    private static final int BATCH = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DataSource database;
    private final Words words;
    private final int smtpPort;

    private record Message(long row, Event event) {}

    HandMade(DataSource database, Words words, int smtpPort) throws SQLException {
        this.database = database;
        this.words = words;
        this.smtpPort = smtpPort;
        Sql.run(
                database,
                "CREATE TABLE limit_message (row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id UUID UNIQUE,"
                        + " due TIMESTAMPTZ NOT NULL DEFAULT now(), body TEXT NOT NULL)",
                "CREATE INDEX limit_message_due ON limit_message (due, row)",
                "CREATE TABLE limit_notification (id UUID PRIMARY KEY, recipient TEXT NOT NULL, status TEXT NOT NULL,"
                        + " claimed_at TIMESTAMPTZ NOT NULL DEFAULT now(), sent_at TIMESTAMPTZ)",
                "CREATE INDEX limit_notification_recipient ON limit_notification (recipient)",
                "CREATE TABLE limit_attempt (id UUID, number INT, provider TEXT, outcome TEXT, PRIMARY KEY (id, number))");
    }

    @Override
    public String name() {
        return "limit by hand";
    }

    @Override
    public void store(List<Event> events) throws Exception {
        try (Connection connection = open();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO limit_message (id, body) VALUES (?, ?)")) {
            for (Event event : events) {
                insert.setObject(1, event.id());
                insert.setString(2, JSON.writeValueAsString(event.payload()));
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    @Override
    public void drain() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> same = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                same.add(this::drainOne);
            }
            for (Future<Void> end : threads.invokeAll(same)) {
                end.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private Void drainOne() throws Exception {
        try (Connection connection = open();
                PipelinedSmtp smtp = new PipelinedSmtp(smtpPort)) {
            List<Message> batch = claim(connection);
            while (!batch.isEmpty()) {
                for (Message message : batch) {
                    smtp.send(words.mail(message.event()));
                }
                record(connection, batch);
                batch = claim(connection);
            }
        }
        return null;
    }

    private static List<Message> claim(Connection connection) throws Exception {
        List<Message> batch = new ArrayList<>();
        try (PreparedStatement lease = connection.prepareStatement("UPDATE limit_message SET due = now() + interval"
                + " '60 s' WHERE row = ANY (ARRAY(SELECT row FROM limit_message WHERE due <= now() ORDER BY due, row"
                + " LIMIT " + BATCH + " FOR UPDATE SKIP LOCKED)) RETURNING row, id, body")) {
            ResultSet rows = lease.executeQuery();
            while (rows.next()) {
                Map<String, Object> payload = JSON.readValue(rows.getString(3), new TypeReference<>() {});
                batch.add(new Message(
                        rows.getLong(1),
                        Event.of(BookingDomain.CREATED, payload).withId(rows.getObject(2, UUID.class))));
            }
        }
        try (PreparedStatement claim = connection.prepareStatement("INSERT INTO limit_notification (id, recipient,"
                + " status) VALUES (?, ?, 'sending') ON CONFLICT DO NOTHING")) {
            for (Message message : batch) {
                claim.setObject(1, message.event().id());
                claim.setString(2, message.event().text("customerEmail").orElseThrow());
                claim.addBatch();
            }
            claim.executeBatch();
        }
        connection.commit();
        return batch;
    }

    private static void record(Connection connection, List<Message> batch) throws SQLException {
        Object[] ids = batch.stream().map(message -> message.event().id()).toArray();
        Object[] rows = batch.stream().map(Message::row).toArray();
        execute(connection, "INSERT INTO limit_attempt SELECT i, 1, 'smtp', 'accepted' FROM unnest(?) i", "uuid", ids);
        execute(
                connection,
                "UPDATE limit_notification SET status = 'sent', sent_at = now() WHERE id = ANY (?)",
                "uuid",
                ids);
        execute(connection, "DELETE FROM limit_message WHERE row = ANY (?)", "bigint", rows);
        connection.commit();
    }

    private static void execute(Connection connection, String sql, String type, Object[] values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf(type, values));
            statement.execute();
        }
    }

    private Connection open() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public long recorded() throws Exception {
        return Sql.count(database, "SELECT count(*) FROM limit_notification WHERE status = 'sent'");
    }

    @Override
    public void close() {}
}
