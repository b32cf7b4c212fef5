package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.jdbc.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tells what an insert stored from what it found there.
 *
 * <p>Where a product answers with the rows it skipped as well, each insert writes a number of its own into a column: a
 * row that comes back with another one was there before.
 *
 * @param column what is added to the columns
 * @param value what is added to the values of each row
 * @param end what follows the rows
 * @param number the insert's own
 * @param isMarked whether rows carry the number
 */
record Publication(String column, String value, String end, long number, boolean isMarked) {

    /** Makes one for the next insert. */
    static Publication next(Dialect dialect) {
        String skip = dialect.skipExisting("notify_message.id") + " RETURNING message_id";
        if (!dialect.returnsSkipped()) {
            return new Publication("", "", skip, 0, false);
        }
        long number = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
        return new Publication(", publication", ", " + number, skip + ", fingerprint, publication", number, true);
    }

    /** Tells whether a row that came back was stored by this insert. */
    boolean hasStored(ResultSet row) throws SQLException {
        return !isMarked || row.getLong("publication") == number;
    }
}
