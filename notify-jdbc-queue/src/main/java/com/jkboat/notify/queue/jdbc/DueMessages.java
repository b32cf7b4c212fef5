package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.Priority;
import com.jkboat.notify.jdbc.ClaimStrategy;
import com.jkboat.notify.jdbc.Dialect;
import com.jkboat.notify.message.HeaderText;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.ReceiveRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements of a claim: look, pick, take.
 *
 * <p>One time column says everything: {@code available_at} is the schedule, the time of a retry and the end of a lease.
 * Each lane is a range of its own in the claim index, so a claim never walks over what is not due, nor over what waits
 * for an older message of its key.
 */
final class DueMessages {

    private static final Priority[] LANES = Priority.values();
    private static final int MAX_OWNER = 120;

    private final MessageRows rows;
    private final IdLists lists;
    private final Dialect dialect;
    private final StillDue stillDue;
    private final boolean picksUnlocked;
    private final String count;
    private final String pick;
    private final String pickPresumed;
    private final String next;

    DueMessages(Dialect dialect) {
        this.dialect = dialect;
        this.rows = new MessageRows(dialect);
        this.lists = new IdLists(dialect);
        this.stillDue = new StillDue(dialect);
        this.picksUnlocked = dialect.claimStrategy() == ClaimStrategy.COMPARE_AND_SET;
        this.count = "SELECT " + ofEachLane(", ", lane -> "(SELECT count(*) FROM (SELECT 1" + due(lane) + ") c)")
                + ", (SELECT count(*) FROM (SELECT 1 FROM notify_message WHERE blocked = " + KeyOrder.PRESUMED
                + " LIMIT 1) p)";
        String older = dialect.followsOuterRows() ? KeyOrder.before(dialect, "p") : "NULL";
        this.pick = "SELECT p.*, " + older + " AS older FROM ("
                + ofEachLane(
                        " UNION ALL ",
                        lane -> "SELECT * FROM (SELECT id, ordering_key, deliveries, available_at" + due(lane)
                                + (picksUnlocked ? "" : dialect.lockFreeRows()) + ") lane" + lane)
                + ") p";
        this.pickPresumed = "SELECT p.*, " + older + " AS older FROM (SELECT id, ordering_key, deliveries, available_at"
                + " FROM notify_message WHERE blocked = " + KeyOrder.PRESUMED
                + " ORDER BY lane, available_at, id LIMIT ?" + dialect.lockFreeRows() + ") p";
        this.next = "SELECT " + dialect.millisUntil("MIN(n.available_at)") + " FROM ("
                + ofEachLane(" UNION ALL ", this::next)
                + " UNION ALL SELECT * FROM (SELECT available_at FROM notify_message"
                + " WHERE blocked = " + KeyOrder.PRESUMED + " LIMIT 1) presumed) n";
    }

    // what is due already is not left out: it may have become due since the claim that did not find it
    private String next(int lane) {
        return "SELECT * FROM (SELECT available_at FROM notify_message WHERE blocked = 0 AND lane = " + lane
                + " ORDER BY available_at LIMIT 1) lane" + lane;
    }

    private String due(int lane) {
        return " FROM notify_message WHERE blocked = 0 AND lane = " + lane + " AND available_at <= " + dialect.now()
                + " ORDER BY blocked, lane, available_at, id LIMIT ?";
    }

    private static String ofEachLane(String separator, IntFunction<String> part) {
        return IntStream.range(0, LANES.length).mapToObj(part).collect(Collectors.joining(separator));
    }

    /**
     * A due row, ours until the transaction ends.
     *
     * @param older the message before it of its ordering key, if one is in the queue
     */
    record Candidate(long id, int deliveries, Instant due, OptionalLong older) {}

    /**
     * What was picked.
     *
     * @param candidates every row is held until the transaction ends
     * @param lost how many more were seen, but changed by somebody else before they were held
     */
    record Picked(List<Candidate> candidates, int lost) {}

    /**
     * What a look found to do.
     *
     * @param inLanes how much is due in each lane, up to a limit
     * @param isAnyPresumed whether something is presumed to wait for its key
     */
    record Look(Map<Priority, Integer> inLanes, boolean isAnyPresumed) {

        boolean isNothing() {
            return isNothingDue() && !isAnyPresumed;
        }

        boolean isNothingDue() {
            return inLanes.values().stream().allMatch(count -> count == 0);
        }
    }

    String countStatement() {
        return count;
    }

    /** Returns a select that has rows if and only if something is due. */
    String anyStatement() {
        return ofEachLane(
                " UNION ALL ", lane -> "SELECT * FROM (SELECT 1" + due(lane).replace("?", "1") + ") lane" + lane);
    }

    String nextStatement() {
        return next;
    }

    // a token of its own for every row and claim: whoever comes late with an old one fits nothing
    String takeStatement() {
        return "UPDATE notify_message SET available_at = " + dialect.nowPlusMillis()
                + ", deliveries = deliveries + 1, lease_token = ? + id, lease_owner = ? WHERE id IN (:ids)";
    }

    String pickStatement() {
        return pick;
    }

    String pickPresumedStatement() {
        return pickPresumed;
    }

    /** Counts what is due in each lane, up to a limit. */
    Look count(Connection connection, int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(count)) {
            for (int parameter = 1; parameter <= LANES.length; parameter++) {
                statement.setInt(parameter, most);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Map<Priority, Integer> due = new EnumMap<>(Priority.class);
                for (int lane = 0; lane < LANES.length; lane++) {
                    due.put(LANES[lane], row.getInt(lane + 1));
                }
                return new Look(due, row.getInt(LANES.length + 1) > 0);
            }
        }
    }

    /** Returns how long it is until the first one is due; zero if one is already, empty if there is none. */
    Optional<Duration> untilNext(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(next);
                ResultSet row = statement.executeQuery()) {
            row.next();
            long millis = row.getLong(1);
            return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(Math.max(0, millis + 1)));
        }
    }

    /** Picks so many of each lane, the longest due first, leaving out what somebody else is picking. */
    Picked pick(Connection connection, Map<Priority, Integer> places) throws SQLException {
        List<Candidate> seen = see(connection, places);
        List<Candidate> held = picksUnlocked ? stillDue.of(connection, seen) : seen;
        return new Picked(held, seen.size() - held.size());
    }

    private List<Candidate> see(Connection connection, Map<Priority, Integer> places) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(pick)) {
            for (int lane = 0; lane < LANES.length; lane++) {
                statement.setInt(lane + 1, places.getOrDefault(LANES[lane], 0));
            }
            return candidates(connection, statement);
        }
    }

    /** Picks some of what is presumed to wait for its key, leaving out what somebody else is picking. */
    List<Candidate> pickPresumed(Connection connection, int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(pickPresumed)) {
            statement.setInt(1, most);
            return candidates(connection, statement);
        }
    }

    private List<Candidate> candidates(Connection connection, PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            List<Candidate> picked = new ArrayList<>();
            Map<Long, String> keys = new LinkedHashMap<>();
            while (row.next()) {
                Candidate one = candidate(row);
                picked.add(one);
                if (!dialect.followsOuterRows()) {
                    Optional.ofNullable(row.getString("ordering_key")).ifPresent(key -> keys.put(one.id(), key));
                }
            }
            return keys.isEmpty() ? picked : withOlder(picked, OlderMessages.of(connection, keys));
        }
    }

    private static List<Candidate> withOlder(List<Candidate> picked, Map<Long, Long> older) {
        return picked.stream()
                .map(one -> Optional.ofNullable(older.get(one.id()))
                        .map(id -> new Candidate(one.id(), one.deliveries(), one.due(), OptionalLong.of(id)))
                        .orElse(one))
                .toList();
    }

    private Candidate candidate(ResultSet row) throws SQLException {
        long older = row.getLong("older");
        OptionalLong before = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(older);
        return new Candidate(row.getLong("id"), row.getInt("deliveries"), dialect.instant(row, "available_at"), before);
    }

    /** Leases picked rows; in no order. */
    List<Lease> take(Connection connection, List<Long> ids, ReceiveRequest request) throws SQLException {
        String sql = takeStatement();
        long token = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE / 2);
        IdLists.Binder binder = statement -> {
            statement.setLong(1, request.lease().toMillis());
            statement.setLong(2, token);
            statement.setString(3, HeaderText.clean(request.owner(), MAX_OWNER));
        };
        if (dialect.claimStrategy() == ClaimStrategy.RETURNING) {
            return lists.returning(connection, sql + " RETURNING *", ids, 3, binder, rows::lease);
        }
        lists.change(connection, sql, ids, 3, binder);
        return lists.select(connection, "SELECT * FROM notify_message WHERE id IN (:ids)", ids, rows::lease);
    }
}
