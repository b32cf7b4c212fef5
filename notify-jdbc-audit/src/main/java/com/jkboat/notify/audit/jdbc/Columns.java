package com.jkboat.notify.audit.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Between columns and values: ids are texts, times are milliseconds since 1970, what is absent is null. */
final class Columns {

    private Columns() {}

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return UUID.fromString(row.getString(column));
    }

    static Optional<UUID> optionalUuid(ResultSet row, String column) throws SQLException {
        return text(row, column).map(UUID::fromString);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    static Optional<Instant> optionalTime(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /** Returns a value as it is bound. */
    static @Nullable Object bound(Optional<?> value) {
        Object it = value.orElse(null);
        if (it instanceof Instant time) {
            return time.toEpochMilli();
        }
        return it instanceof UUID ? it.toString() : it;
    }

    /** Cuts what people wrote to the size of its column; NUL has no place in a text column. */
    static String cut(String text, int most) {
        String clean = text.replace('\0', ' ');
        return clean.length() <= most ? clean : clean.substring(0, most);
    }
}
