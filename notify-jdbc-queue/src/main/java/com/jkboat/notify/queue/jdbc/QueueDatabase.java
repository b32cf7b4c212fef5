package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.QueueUnavailableException;
import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseException;
import com.jkboat.notify.jdbc.DatabaseException.Outcome;
import com.jkboat.notify.jdbc.Work;

/** The database in the words of the queue SPI: what fails there is a queue that is not available. */
record QueueDatabase(Database database) {

    <T> T read(Work<T> work) {
        try {
            return database.read(work);
        } catch (DatabaseException e) {
            throw unavailable(e);
        }
    }

    <T> T write(Work<T> work) {
        try {
            return database.write(work);
        } catch (DatabaseException e) {
            throw unavailable(e);
        }
    }

    private static QueueUnavailableException unavailable(DatabaseException e) {
        String message = "the queue cannot be used: " + e.getMessage();
        return e.outcome() == Outcome.UNKNOWN
                ? QueueUnavailableException.outcomeUnknown(message, e)
                : QueueUnavailableException.nothingStored(message, e);
    }
}
