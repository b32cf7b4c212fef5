package com.jkboat.notify.queue.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the message before each of some of its ordering key, where one statement for all of them would read the keys
 * from end to end: each has a select of its own, which is one step in the index.
 */
final class OlderMessages {

    private static final int MOST_SELECTS = 64;

    private static final String SELECT = ", MAX(id) FROM notify_message WHERE ordering_key = ? AND id < ?";

    private OlderMessages() {}

    /**
     * Finds them.
     *
     * @param keys the ordering keys of messages, by their rows
     * @return the rows before them; none for the first of a key
     */
    static Map<Long, Long> of(Connection connection, Map<Long, String> keys) throws SQLException {
        Map<Long, Long> older = new HashMap<>();
        List<Map.Entry<Long, String>> all = new ArrayList<>(keys.entrySet());
        for (int from = 0; from < all.size(); from += MOST_SELECTS) {
            add(connection, all.subList(from, Math.min(all.size(), from + MOST_SELECTS)), older);
        }
        return older;
    }

    private static void add(Connection connection, List<Map.Entry<Long, String>> keys, Map<Long, Long> older)
            throws SQLException {
        String sql = IntStream.range(0, keys.size())
                .mapToObj(place -> "SELECT " + place + SELECT)
                .collect(Collectors.joining(" UNION ALL "));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            for (Map.Entry<Long, String> key : keys) {
                statement.setString(index++, key.getValue());
                statement.setLong(index++, key.getKey());
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    int place = row.getInt(1);
                    long before = row.getLong(2);
                    if (!row.wasNull()) {
                        older.put(keys.get(place).getKey(), before);
                    }
                }
            }
        }
    }
}
