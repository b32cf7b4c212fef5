package com.jkboat.notify.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Products whose columns keep a time with its zone, to the microsecond. */
interface ZonedTimes extends Engine {

    @Override
    default void bind(PreparedStatement statement, int index, Instant time) throws SQLException {
        statement.setObject(index, time.atOffset(ZoneOffset.UTC));
    }

    @Override
    default void bindNoTime(PreparedStatement statement, int index) throws SQLException {
        statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    default Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
