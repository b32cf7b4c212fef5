package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.HeaderText;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Between columns and values: ids are texts, times are milliseconds since 1970, what is absent is null. */
final class Columns {

    /** Longest text for people; of a longer one the beginning is kept. */
    private static final int MAX_TEXT = 2000;

    private static final int MAX_ACTOR = 200;

    /** Longest name given by others; an index entry of PostgreSQL has no place for 2,700 bytes or more. */
    private static final int MAX_NAME = 300;

    private static final int DIGEST = 36;

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

    /** Makes what people or providers wrote fit to be stored: one line without control characters, not too long. */
    static String line(String text) {
        return HeaderText.clean(text, MAX_TEXT);
    }

    static Optional<String> line(Optional<String> text) {
        return text.map(Columns::line);
    }

    static String actor(String text) {
        return HeaderText.clean(text, MAX_ACTOR);
    }

    /**
     * Returns a name others gave as it is stored and looked for.
     *
     * <p>One that no index has place for is cut and ends in a digest of the whole, so that two of them stay two.
     */
    static String name(String name) {
        String clean = name.replace('\0', ' ');
        if (clean.length() <= MAX_NAME) {
            return clean;
        }
        return clean.substring(0, MAX_NAME - DIGEST) + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable String name(Optional<String> name) {
        return name.map(Columns::name).orElse(null);
    }

    /** Returns the form of an address in which two are compared. */
    static String addressKey(EmailAddress address) {
        return addressKey(address.address());
    }

    static String addressKey(String address) {
        return name(address.strip().toLowerCase(Locale.ROOT));
    }
}
