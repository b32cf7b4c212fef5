package com.jkboat.notify.audit.jdbc;

import static com.jkboat.notify.NotificationStatus.HELD;
import static com.jkboat.notify.NotificationStatus.QUEUED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Notification.Origin;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.Claim.Owed;
import com.jkboat.notify.audit.StatusChange;
import com.jkboat.notify.event.Route.Ending;
import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.provider.DeliveryEvent;
import com.jkboat.notify.template.TemplateId;
import com.jkboat.notify.testkit.audit.AuditStoreContract;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the tables on every product, beside the rules of every audit store. */
abstract class JdbcAuditContract extends AuditStoreContract {

    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

    private final List<Database> databases = new ArrayList<>();

    /** Opens the database of the running test once more. */
    abstract Database openDatabase();

    /** Tells how a query is carried out, without letting it scan a table that an index leads into. */
    abstract String plan(Database database, String sql, Object... values);

    /** Tells whether a plan enters the notifications by an index. */
    abstract boolean usesIndex(String plan);

    /** Tells whether a plan reads all notifications. */
    abstract boolean scansNotifications(String plan);

    /** Opens a store whose record is empty. */
    final AuditStore openStore() {
        Database database = openDatabase();
        databases.add(database);
        return JdbcAuditStore.open(database);
    }

    @Override
    protected AuditStore openSecond(AuditStore first) {
        return openStore();
    }

    @AfterEach
    final void closeDatabases() {
        databases.forEach(Database::close);
    }

    @Test
    void takesAsManyStatementsForAHundredAsForOne() throws SQLException {
        List<String> one = statementsOf(1);
        List<String> hundred = statementsOf(100);

        assertThat(hundred).hasSameSizeAs(one);
        assertThat(one).hasSizeLessThanOrEqualTo(30);
    }

    /** Claims, schedules, ends, records and folds as many as told, and lists the round trips that took. */
    private List<String> statementsOf(int count) throws SQLException {
        List<UUID> ids =
                IntStream.range(0, count).mapToObj(i -> UUID.randomUUID()).toList();
        List<AuditedEvent> events =
                ids.stream().map(id -> event("booking/" + id, "CUST1")).toList();
        List<String> statements = new ArrayList<>();
        database().write(handle -> {
            handle.getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                    statements.add(context.getRenderedSql());
                }
            });
            Ledger ledger = new Ledger(handle, database().dialect(), new Places(InstantSource.system()));
            ClaimBatch.run(ledger, claims(events, i -> owed(ids.get(i)).scheduled(T0.plusSeconds(99))));
            ClaimBatch.run(
                    ledger,
                    claims(events, i -> owed(ids.get(i)).sending(TemplateId.of("confirmation"), T0.plusSeconds(99))));
            AttemptBatch.record(
                    ledger, ids.stream().map(JdbcAuditContract::accepted).toList());
            News.apply(ledger, ids.stream().map(JdbcAuditContract::delivered).toList());
            return true;
        });
        return statements;
    }

    static List<NotificationQuery> questions() {
        NotificationQuery all = NotificationQuery.all();
        NotificationQuery next = all.after(T0.toEpochMilli() + "_" + new UUID(0, 0));
        return List.of(
                all,
                next,
                all.about("booking/BK7"),
                next.about("booking/BK7"),
                all.ofCustomer("CUST7"),
                next.ofCustomer("CUST7"),
                all.to("guest7@example.org"),
                next.to("guest7@example.org"),
                all.in(HELD),
                next.in(HELD),
                all.in(HELD, QUEUED),
                all.onRoute("confirmation"),
                all.createdBetween(T0, T0.plusSeconds(60)),
                all.about("booking/BK7").in(HELD).createdBetween(T0, T0.plusSeconds(60)));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void answersEveryQuestionByAnIndex(NotificationQuery question) {
        Search search = Search.of(question);

        String plan = plan(database(), search.sql(), search.values());

        assertThat(usesIndex(plan)).as(search.sql() + "\n" + plan).isTrue();
    }

    @Test
    void findsWhatIsToBeArchivedByAnIndex() {
        String sql = OldRecords.ended(
                database().dialect(), Shelf.DAILY, T0.plusSeconds(5_000).toEpochMilli(), 100);

        String plan = plan(database(), sql);

        assertThat(plan).containsIgnoringCase("notify_notification_status");
        assertThat(scansNotifications(plan)).as(plan).isFalse();
    }

    @Test
    void leavesEverythingWhereItWasWhenAStepIsCutShort() {
        AuditStore store = JdbcAuditStore.open(database());
        AuditedEvent event = event("booking/BK1", "CUST1");
        UUID id = UUID.randomUUID();
        store.claim(claims(List.of(event), i -> owed(id).standing(NotificationStatus.SKIPPED, "")));
        List<Long> before = rows();

        assertThatThrownBy(() -> database().write(handle -> {
                    Ledger ledger = new Ledger(handle, database().dialect(), new Places(InstantSource.system()));
                    assertThat(Archive.store(ledger, T0.plusSeconds(1), 10)).isEqualTo(1);
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");

        assertThat(rows()).isEqualTo(before).containsExactly(1L, 1L, 1L, 0L, 0L, 0L);
        assertThat(store.archive(T0.plusSeconds(1), 10)).isEqualTo(1);
        assertThat(rows()).containsExactly(0L, 0L, 0L, 1L, 1L, 1L);
        store.change(List.of(new StatusChange(id, NotificationStatus.CANCELLED, "kim", "because", T0)));
        assertThat(rows()).containsExactly(1L, 1L, 2L, 0L, 0L, 0L);
    }

    /** Counts events, notifications and lines of history, of daily work and of the archive. */
    private List<Long> rows() {
        return Stream.of(Shelf.DAILY, Shelf.ARCHIVE)
                .flatMap(shelf -> Stream.of("notify_event", "notify_notification", "notify_history")
                        .map(table -> shelf.of("SELECT COUNT(*) FROM " + table)))
                .map(count -> database()
                        .read(handle -> handle.select(count).mapTo(Long.class).one()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notify_event",
                "notify_notification",
                "notify_attempt",
                "notify_history",
                "notify_delivery_event"
            })
    void givesTheArchiveTheShapeOfDailyWork(String table) {
        assertThat(shape(Shelf.ARCHIVE.of(table))).isEqualTo(shape(table)).hasSizeGreaterThan(5);
    }

    private List<String> shape(String table) {
        return database().read(handle -> {
            List<String> columns = new ArrayList<>();
            DatabaseMetaData data = handle.getConnection().getMetaData();
            String name = data.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
            try (ResultSet all = data.getColumns(null, null, name, null)) {
                while (all.next()) {
                    columns.add(all.getString("COLUMN_NAME") + " " + all.getString("TYPE_NAME") + " "
                            + all.getString("COLUMN_SIZE") + " " + all.getString("NULLABLE"));
                }
            }
            return columns;
        });
    }

    final Database database() {
        return databases.get(0);
    }

    private interface Owing {
        Owed of(int i);
    }

    private static List<Claim> claims(List<AuditedEvent> events, Owing owing) {
        List<Ending> endings = List.of(new Ending("reminder", Ending.Kind.CANCELLED));
        return IntStream.range(0, events.size())
                .mapToObj(i -> new Claim(events.get(i), Optional.of(owing.of(i)), endings, T0))
                .toList();
    }

    static AuditedEvent event(String subject, String customer) {
        Origin origin = new Origin(
                UUID.randomUUID(), "created", Optional.of(subject), Optional.of(customer), T0, Optional.empty());
        return new AuditedEvent(origin, "print", new byte[] {1});
    }

    static Owed owed(UUID id) {
        return Owed.of(id, "confirmation", "customer", EmailAddress.of("anna@example.org"));
    }

    private static AttemptRecord accepted(UUID id) {
        Attempt attempt = new Attempt(
                1, T0, Optional.of(T0), Optional.of("smtp"), "accepted", Optional.of("m" + id), Optional.empty());
        return new AttemptRecord(id, 1, attempt, NotificationStatus.SENT, Optional.empty());
    }

    private static DeliveryEvent delivered(UUID id) {
        return new DeliveryEvent(
                "smtp",
                "e" + id,
                Optional.empty(),
                Optional.of("m" + id),
                DeliveryEvent.Kind.DELIVERED,
                T0,
                T0,
                Optional.empty());
    }
}
