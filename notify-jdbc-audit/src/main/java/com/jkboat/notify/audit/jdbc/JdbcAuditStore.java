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
import com.jkboat.notify.jdbc.Work;
import com.jkboat.notify.provider.DeliveryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

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

    private final Database database;
    private final ClaimWriter claims;
    private final AttemptWriter attempts;
    private final NewsWriter news;
    private final Ledger ledger;
    private final RecordReader reader = new RecordReader();
    private final TimelineReader timelines = new TimelineReader();

    private JdbcAuditStore(Database database) {
        this.database = database;
        this.ledger = new Ledger(database.dialect());
        this.news = new NewsWriter(ledger);
        this.attempts = new AttemptWriter(ledger, news);
        this.claims = new ClaimWriter(ledger, new EndingTable(ledger, database.dialect()));
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
    public List<ClaimResult> claim(List<Claim> batch) {
        return write(handle -> {
            List<ClaimResult> results = new ArrayList<>();
            batch.forEach(claim -> results.add(claims.claim(handle, claim)));
            return results;
        });
    }

    @Override
    public void record(List<AttemptRecord> records) {
        write(handle -> done(() -> records.forEach(told -> attempts.record(handle, told))));
    }

    @Override
    public void change(List<StatusChange> changes) {
        write(handle -> done(() -> changes.forEach(change -> attempts.change(handle, change))));
    }

    @Override
    public List<Optional<UUID>> apply(List<DeliveryEvent> events) {
        return write(handle -> {
            List<Optional<UUID>> about = new ArrayList<>();
            events.forEach(event -> about.add(news.apply(handle, event)));
            return about;
        });
    }

    @Override
    public void note(AuditedEvent event, List<TimelineEntry> entries) {
        Instant at = entries.stream()
                .map(TimelineEntry::at)
                .min(Comparator.naturalOrder())
                .orElse(event.origin().occurredAt());
        write(handle -> done(() -> {
            claims.putOnRecord(handle, event, at);
            entries.forEach(entry -> ledger.write(handle, entry(event, entry)));
        }));
    }

    private static Ledger.Entry entry(AuditedEvent event, TimelineEntry entry) {
        return new Ledger.Entry(
                event.origin().eventId(),
                entry.notificationId(),
                entry.at(),
                entry.what(),
                entry.actor(),
                entry.detail());
    }

    @Override
    public Map<UUID, String> fingerprints(Collection<UUID> eventIds) {
        return read(handle -> reader.fingerprints(handle, eventIds));
    }

    @Override
    public Map<UUID, NotificationStatus> statuses(Collection<UUID> notificationIds) {
        return read(handle -> reader.statuses(handle, notificationIds));
    }

    @Override
    public Optional<AuditedEvent> event(UUID eventId) {
        return read(handle -> reader.event(handle, eventId));
    }

    @Override
    public Optional<Notification> find(UUID notificationId) {
        return read(handle -> reader.find(handle, notificationId));
    }

    @Override
    public Page<Notification> search(NotificationQuery query) {
        return read(handle -> reader.search(handle, query));
    }

    @Override
    public List<Attempt> attempts(UUID notificationId) {
        return read(handle -> reader.attempts(handle, notificationId));
    }

    @Override
    public List<TimelineEntry> timeline(String subject) {
        return read(handle -> timelines.of(handle, subject));
    }

    @Override
    public void suppress(List<Suppression> suppressions) {
        write(handle -> done(() -> suppressions.forEach(it -> suppress(handle, it))));
    }

    private static void suppress(Handle handle, Suppression it) {
        handle.execute(
                "INSERT INTO notify_suppression (recipient_key, reason, placed_by, placed_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                ClaimWriter.key(it.recipient()),
                Columns.cut(it.reason(), 1000),
                Columns.cut(it.by(), 200),
                it.at().toEpochMilli());
    }

    @Override
    public boolean release(Suppression suppression) {
        return write(handle -> handle.execute(
                        "DELETE FROM notify_suppression WHERE recipient_key = ?",
                        ClaimWriter.key(suppression.recipient()))
                == 1);
    }

    @Override
    public long erase(String customer) {
        return write(handle -> Retention.erase(handle, customer));
    }

    @Override
    public long purge(Instant createdBefore, int most) {
        return write(handle -> Retention.purge(handle, createdBefore, most));
    }

    /** Does nothing: the database is closed by whoever opened it. */
    @Override
    public void close() {}

    private <T> T read(Work<T> work) {
        try {
            return database.read(work);
        } catch (DatabaseException e) {
            throw new AuditUnavailableException("the audit store cannot be read: " + e.getMessage(), e);
        }
    }

    private <T> T write(Work<T> work) {
        try {
            return database.write(work);
        } catch (DatabaseException e) {
            throw new AuditUnavailableException("the audit store cannot be written: " + e.getMessage(), e);
        }
    }

    private static boolean done(Runnable work) {
        work.run();
        return true;
    }
}
