package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.Priority;
import com.jkboat.notify.jdbc.Dialect;
import com.jkboat.notify.queue.LaneShares;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.queue.jdbc.DueMessages.Candidate;
import com.jkboat.notify.queue.jdbc.DueMessages.Look;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Leases what is due; blocks what has to wait for its key, and buries what was handed out too often. */
final class Claims {

    /** How many are looked at where a round found nothing but messages that have to wait. */
    private static final int WIDE = 1000;

    /** How many of what is presumed to wait are judged beside a claim: some 30 pages each. */
    private static final int FEW = 2;

    /** How many are judged where nothing is due. */
    private static final int MANY = 200;

    private static final Comparator<Candidate> LONGEST_DUE =
            Comparator.comparing(Candidate::due).thenComparingLong(Candidate::id);

    private final QueueDatabase database;
    private final DueMessages due;
    private final KeyOrder order;
    private final DeadTable dead;
    private final int maxDeliveries;
    private final LaneShares shares = new LaneShares();

    Claims(QueueDatabase database, DeadTable dead, KeyOrder order, Dialect dialect, int maxDeliveries) {
        this.database = database;
        this.due = new DueMessages(dialect);
        this.order = order;
        this.dead = dead;
        this.maxDeliveries = maxDeliveries;
    }

    /**
     * Leases what is due, as far as it is anybody's turn.
     *
     * <p>It looks before it writes, so that an idle queue is only read, and nobody's open transaction is waited for. Each
     * round is a transaction of its own. A second one is needed only to fill the places of messages that have to wait for
     * others, and more of them to get past a crowd of such, once: they are out of the way after that; or where others were
     * quicker with all that was seen.
     */
    List<Lease> claim(ReceiveRequest request) {
        Look look = count(request.max());
        Round round = round(places(shares.next(request.max()), look.inLanes(), request.max()), look, request);
        while (round.leases().isEmpty() && round.setAside() + round.lost() > 0) {
            Look again = count(round.setAside() > 0 ? Math.max(WIDE, request.max()) : request.max());
            round = round(again.inLanes(), again, request);
        }
        return round.setAside() == 0 || round.leases().size() >= request.max()
                ? round.leases()
                : filled(round.leases(), request);
    }

    /** Looks once more for as many as are missing; not again and again, for leases are running already. */
    private List<Lease> filled(List<Lease> leases, ReceiveRequest request) {
        int missing = request.max() - leases.size();
        ReceiveRequest rest = new ReceiveRequest(missing, request.maxWait(), request.lease(), request.owner());
        Look look = count(missing);
        List<Lease> all = new ArrayList<>(leases);
        all.addAll(round(places(Map.of(), look.inLanes(), missing), look, rest).leases());
        return all;
    }

    /**
     * Leases what is due inside a transaction that does something else first.
     *
     * <p>One round: what waits behind a crowd is left to the next claim.
     */
    List<Lease> claim(Connection connection, ReceiveRequest request) throws SQLException {
        Look look = due.count(connection, request.max());
        Map<Priority, Integer> places = places(shares.next(request.max()), look.inLanes(), request.max());
        return round(connection, places, look, request).leases();
    }

    /** Returns how long to wait for the first message that is there; empty if none is. */
    Optional<Duration> untilNextDue() {
        return database.read(handle -> due.untilNext(handle.getConnection()));
    }

    private Look count(int most) {
        return database.read(handle -> due.count(handle.getConnection(), most));
    }

    private Round round(Map<Priority, Integer> places, Look look, ReceiveRequest request) {
        return look.isNothing()
                ? Round.NOTHING
                : database.write(handle -> round(handle.getConnection(), places, look, request));
    }

    private Round round(Connection connection, Map<Priority, Integer> places, Look look, ReceiveRequest request)
            throws SQLException {
        if (look.isNothing()) {
            return Round.NOTHING;
        }
        Round round = round(connection, places, request);
        if (!look.isAnyPresumed()) {
            return round;
        }
        int most = look.isNothingDue() ? MANY : FEW;
        return round.withMoreSetAside(order.judge(connection, due.pickPresumed(connection, most)));
    }

    /** Gives each lane its share as far as it has work, and what is left over to the most urgent that has more. */
    private static Map<Priority, Integer> places(Map<Priority, Integer> share, Map<Priority, Integer> due, int most) {
        Map<Priority, Integer> places = new EnumMap<>(Priority.class);
        due.forEach((lane, waiting) -> places.put(lane, Math.min(waiting, share.getOrDefault(lane, 0))));
        int left = most - places.values().stream().mapToInt(Integer::intValue).sum();
        for (Map.Entry<Priority, Integer> lane : due.entrySet()) {
            int more = Math.min(left, lane.getValue() - places.getOrDefault(lane.getKey(), 0));
            places.merge(lane.getKey(), more, Integer::sum);
            left -= more;
        }
        return places;
    }

    /**
     * What one transaction came to.
     *
     * @param setAside how many were blocked, buried or let go, so that the next round sees others
     * @param lost how many somebody else took or settled between our look and our hold
     */
    private record Round(List<Lease> leases, int setAside, int lost) {

        static final Round NOTHING = new Round(List.of(), 0, 0);

        Round withMoreSetAside(int count) {
            return new Round(leases, setAside + count, lost);
        }
    }

    private Round round(Connection connection, Map<Priority, Integer> places, ReceiveRequest request)
            throws SQLException {
        DueMessages.Picked pick = due.pick(connection, places);
        List<Candidate> picked = pick.candidates();
        int blocked = order.block(connection, picked);
        List<Long> poison = new ArrayList<>();
        List<Long> sound = new ArrayList<>();
        picked.stream()
                .filter(one -> one.older().isEmpty())
                .sorted(LONGEST_DUE)
                .forEach(one -> (one.deliveries() < maxDeliveries ? sound : poison).add(one.id()));
        bury(connection, poison);
        List<Long> taken = sound.subList(0, Math.min(sound.size(), request.max()));
        List<Lease> leases = inOrder(taken, due.take(connection, taken, request));
        return new Round(leases, blocked + poison.size(), pick.lost());
    }

    private void bury(Connection connection, List<Long> poison) throws SQLException {
        order.unblockAfter(connection, poison);
        dead.bury(connection, poison, id -> "handed out " + maxDeliveries + " times and never settled");
    }

    private static List<Lease> inOrder(List<Long> ids, List<Lease> leases) {
        Map<Long, Lease> byId = new HashMap<>();
        leases.forEach(lease -> LeaseHandle.of(lease).ifPresent(handle -> byId.put(handle.id(), lease)));
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(byId.get(id)).stream())
                .toList();
    }
}
