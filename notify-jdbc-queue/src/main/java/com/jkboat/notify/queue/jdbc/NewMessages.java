package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.jdbc.Dialect;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The statements that store messages.
 *
 * <p>What was stored is told by the rows that come back, never by update counts, which depend on the driver and on how
 * the caller set it up. A duplicate is found without an error that would spoil the caller's transaction.
 */
final class NewMessages {

    private static final int MOST_ROWS = 64;
    private static final int MOST_IDS = 1000;
    /** Bodies of one statement; a MariaDB server takes 16 MB, in which a byte may need two. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    /** How often an insert is run that meets others' of the same messages. */
    private static final int MOST_RUNS = 5;

    private static final List<String> COLUMNS = List.of(
            "message_id",
            "fingerprint",
            "lane",
            "not_before",
            "not_after",
            "ordering_key",
            "headers",
            "body",
            "available_at",
            "enqueued_at",
            "blocked");

    private final Dialect dialect;
    private final MessageRows rows;
    private final Optional<String> presumption;

    NewMessages(Dialect dialect) {
        this.dialect = dialect;
        this.rows = new MessageRows(dialect);
        this.presumption = dialect.looksFreelyWhen().map(KeyOrder::presumption);
    }

    /** Stores what is not there yet and not too large. */
    List<PublishResult> insert(Connection connection, List<QueueMessage> messages, int maxBodyBytes)
            throws SQLException {
        List<QueueMessage> fit = messages.stream()
                .filter(message -> message.body().length <= maxBodyBytes)
                .toList();
        Set<String> stored = new HashSet<>();
        Map<String, String> known = new HashMap<>();
        insert(connection, distinct(fit), stored, known);
        if (stored.size() < fit.size() && !dialect.returnsSkipped()) {
            known.putAll(fingerprints(connection, fit));
        }
        List<PublishResult> results = new ArrayList<>(messages.size());
        for (QueueMessage message : messages) {
            if (message.body().length > maxBodyBytes) {
                results.add(PublishResult.TOO_LARGE);
            } else if (stored.remove(message.id())) { // once: its repetition in one batch is a duplicate
                results.add(PublishResult.ACCEPTED);
            } else {
                results.add(repeated(message, known));
            }
        }
        return results;
    }

    /** Some products refuse a statement that stores one key twice. */
    private static List<QueueMessage> distinct(List<QueueMessage> messages) {
        Map<String, QueueMessage> first = new LinkedHashMap<>();
        messages.forEach(message -> first.putIfAbsent(message.id(), message));
        return List.copyOf(first.values());
    }

    // one that is gone again was worked in the meantime: no conflict that anybody could still see
    private static PublishResult repeated(QueueMessage message, Map<String, String> known) {
        String fingerprint = known.getOrDefault(message.id(), message.fingerprint());
        return fingerprint.equals(message.fingerprint()) ? PublishResult.DUPLICATE : PublishResult.CONFLICT;
    }

    /** Returns how many of these are not in the queue, each id counted once. */
    int countNew(Connection connection, List<QueueMessage> messages) throws SQLException {
        Set<String> ids = new HashSet<>();
        messages.forEach(message -> ids.add(message.id()));
        ids.removeAll(fingerprints(connection, messages).keySet());
        return ids.size();
    }

    private void insert(
            Connection connection, List<QueueMessage> messages, Set<String> stored, Map<String, String> known)
            throws SQLException {
        Publication publication = Publication.next(dialect);
        int from = 0;
        while (from < messages.size()) { // sizes are powers of two, so that a handful of statements serves every batch
            int size = Math.min(MOST_ROWS, Integer.highestOneBit(messages.size() - from));
            while (size > 1 && bytes(messages.subList(from, from + size)) > MOST_BYTES) {
                size /= 2;
            }
            insertOrSkip(connection, messages.subList(from, from + size), publication, row -> {
                String id = row.getString("message_id");
                if (publication.hasStored(row)) {
                    stored.add(id);
                }
                if (publication.isMarked()) { // then all come back
                    known.put(id, row.getString("fingerprint"));
                }
            });
            from += size;
        }
    }

    private static long bytes(List<QueueMessage> messages) {
        return messages.stream().mapToLong(message -> message.body().length).sum();
    }

    private void insertOrSkip(
            Connection connection, List<QueueMessage> messages, Publication publication, Publication.Reader returned)
            throws SQLException {
        for (int run = 1; ; run++) {
            try {
                insert(connection, messages, publication, returned);
                return;
            } catch (SQLException e) {
                if (run == MOST_RUNS || !dialect.mayInsertAgain(e)) {
                    throw e;
                }
            }
        }
    }

    private void insert(
            Connection connection, List<QueueMessage> messages, Publication publication, Publication.Reader returned)
            throws SQLException {
        String row = "(?, ?, ?, ?, ?, ?, ?, " + dialect.bytes() + ", " + dialect.laterOf(dialect.now(), "?") + ", "
                + dialect.now() + ", " + presumption.orElse("0") + publication.value() + ")";
        String values = "VALUES " + String.join(", ", Collections.nCopies(messages.size(), row));
        try (PreparedStatement statement = connection.prepareStatement(publication.insert(COLUMNS, values))) {
            int index = 1;
            Set<String> keysBefore = new HashSet<>();
            for (QueueMessage message : messages) {
                index = rows.bind(statement, index, message);
                rows.bindTime(statement, index++, message.notBefore());
                if (presumption.isPresent()) {
                    index = bindPresumption(statement, index, message, keysBefore);
                }
                message.orderingKey().ifPresent(keysBefore::add);
            }
            publication.run(statement, messages.stream().map(QueueMessage::id).toList(), returned);
        }
    }

    /** What waits for its time is not presumed to wait for its key: it has to be found when that has come. */
    private static int bindPresumption(
            PreparedStatement statement, int first, QueueMessage message, Set<String> keysBefore) throws SQLException {
        Optional<String> key = message.notBefore().isPresent() ? Optional.empty() : message.orderingKey();
        statement.setInt(first, key.filter(keysBefore::contains).isPresent() ? 1 : 0);
        for (int index = first + 1; index <= first + 2; index++) {
            if (key.isPresent()) {
                statement.setString(index, key.get());
            } else {
                statement.setNull(index, Types.VARCHAR);
            }
        }
        return first + 3;
    }

    private static Map<String, String> fingerprints(Connection connection, List<QueueMessage> messages)
            throws SQLException {
        Map<String, String> found = new HashMap<>();
        for (int from = 0; from < messages.size(); from += MOST_IDS) {
            List<QueueMessage> part = messages.subList(from, Math.min(messages.size(), from + MOST_IDS));
            String sql = "SELECT message_id, fingerprint FROM notify_message WHERE message_id IN (?"
                    + ", ?".repeat(part.size() - 1) + ")";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < part.size(); i++) {
                    statement.setString(i + 1, part.get(i).id());
                }
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.put(row.getString(1), row.getString(2));
                    }
                }
            }
        }
        return found;
    }
}
