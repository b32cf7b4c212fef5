package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.AuditUnavailableException;
import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.Page;
import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.ClaimResult;
import com.jkboat.notify.audit.StatusChange;
import com.jkboat.notify.audit.Suppression;
import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseException;
import com.jkboat.notify.jdbc.Migrations;
import com.jkboat.notify.jdbc.NewRows;
import com.jkboat.notify.provider.DeliveryEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The audit record on tables of a database.
 *
 * <p>Safe for any number of threads and processes that share the database. Each call is one transaction for its whole
 * batch, durable when it returns; nothing is held open in between.
 *
 * @since 0.1
 */
public final class JdbcAuditStore implements AuditStore {

    private static final Migrations MIGRATIONS = Migrations.of("audit", JdbcAuditStore.class, "V1__audit.sql");

    private static final NewRows SUPPRESSION = NewRows.bound(
            "notify_suppression",
            List.of("recipient_key"),
            List.of("recipient_key", "reason", "placed_by", "placed_at"));

    private static final Comparator<Suppression> BY_ADDRESS =
            Comparator.comparing(it -> Columns.addressKey(it.recipient()));

    private final Database database;
    private final Places places = new Places(InstantSource.system());

    private JdbcAuditStore(Database database) {
        this.database = database;
    }

    /**
     * Opens the store in a database, whose tables are brought up to date first.
     *
     * @param database is not closed with the store
     * @throws com.jkboat.notify.ConfigurationException if the tables cannot be used
     * @since 0.1
     */
    public static JdbcAuditStore open(Database database) {
        database.migrate(MIGRATIONS);
        return new JdbcAuditStore(database);
    }

    @Override
    public List<ClaimResult> claim(List<Claim> claims) {
        return write(ledger -> ClaimBatch.run(ledger, claims));
    }

    @Override
    public void record(List<AttemptRecord> records) {
        write(ledger -> {
            AttemptBatch.record(ledger, records);
            return true;
        });
    }

    @Override
    public void change(List<StatusChange> changes) {
        write(ledger -> {
            AttemptBatch.change(ledger, changes);
            return true;
        });
    }

    @Override
    public List<Optional<UUID>> apply(List<DeliveryEvent> events) {
        return write(ledger -> News.apply(ledger, events));
    }

    @Override
    public void note(AuditedEvent event, List<TimelineEntry> entries) {
        write(ledger -> {
            EventTable.note(ledger, event, entries);
            return true;
        });
    }

    @Override
    public Map<UUID, String> fingerprints(Collection<UUID> eventIds) {
        return read(ledger -> RecordReader.fingerprints(ledger, eventIds));
    }

    @Override
    public Map<UUID, NotificationStatus> statuses(Collection<UUID> notificationIds) {
        return read(ledger -> RecordReader.statuses(ledger, notificationIds));
    }

    @Override
    public Optional<AuditedEvent> event(UUID eventId) {
        return read(ledger -> RecordReader.event(ledger.handle(), eventId));
    }

    @Override
    public Optional<Notification> find(UUID notificationId) {
        return read(ledger -> RecordReader.find(ledger.handle(), notificationId));
    }

    @Override
    public Page<Notification> search(NotificationQuery query) {
        return read(ledger -> Search.of(query).page(ledger.handle()));
    }

    @Override
    public List<Attempt> attempts(UUID notificationId) {
        return read(ledger -> RecordReader.attempts(ledger.handle(), notificationId));
    }

    @Override
    public List<TimelineEntry> timeline(String subject) {
        return read(ledger -> TimelineReader.of(ledger.handle(), subject));
    }

    @Override
    public void suppress(List<Suppression> suppressions) {
        write(ledger -> ledger.insertNew(
                SUPPRESSION,
                suppressions.stream()
                        .sorted(BY_ADDRESS)
                        .map(JdbcAuditStore::row)
                        .toList()));
    }

    private static @Nullable Object[] row(Suppression it) {
        return new Object[] {
            Columns.addressKey(it.recipient()),
            Columns.line(it.reason()),
            Columns.actor(it.by()),
            it.at().toEpochMilli()
        };
    }

    @Override
    public boolean release(Suppression suppression) {
        return write(ledger -> ledger.change(
                        "DELETE FROM notify_suppression WHERE recipient_key IN ",
                        Set.of(Columns.addressKey(suppression.recipient())),
                        "")
                == 1);
    }

    @Override
    public long erase(String customer) {
        return write(ledger -> Retention.erase(ledger, Columns.name(customer)));
    }

    @Override
    public long archive(Instant createdBefore, int most) {
        return write(ledger -> Archive.store(ledger, createdBefore, most));
    }

    @Override
    public long purge(Instant createdBefore, int most) {
        return write(ledger -> Retention.purge(ledger, createdBefore, most));
    }

    @Override
    public String description() {
        return database.description(MIGRATIONS);
    }

    /** Does nothing: the database is closed by whoever opened it. */
    @Override
    public void close() {}

    /** What is done with one transaction; may run more than once, each time with another ledger. */
    private interface Entries<T> {
        T on(Ledger ledger) throws SQLException;
    }

    private <T> T read(Entries<T> work) {
        try {
            return database.read(handle -> work.on(new Ledger(handle, database.dialect(), places)));
        } catch (DatabaseException e) {
            throw new AuditUnavailableException("the audit store cannot be read: " + e.getMessage(), e);
        }
    }

    private <T> T write(Entries<T> work) {
        try {
            return database.write(handle -> work.on(new Ledger(handle, database.dialect(), places)));
        } catch (DatabaseException e) {
            throw new AuditUnavailableException("the audit store cannot be written: " + e.getMessage(), e);
        }
    }
}
