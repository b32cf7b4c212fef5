package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.jdbc.Dialect;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives leased messages back, a batch in a handful of statements. */
final class Settling {

    private final LeasedMessages leased;
    private final KeyOrder order;
    private final DeadTable dead;

    Settling(DeadTable dead, KeyOrder order, Dialect dialect) {
        this.leased = new LeasedMessages(dialect);
        this.order = order;
        this.dead = dead;
    }

    /**
     * What became of a batch.
     *
     * @param answers one per settlement, in the same order
     * @param removed how many left the queue for good
     * @param mayHaveMadeDue whether a waiting receiver should look
     */
    record Result(List<Settled> answers, long removed, boolean mayHaveMadeDue) {}

    Result settle(Connection connection, List<Settlement> settlements) throws SQLException {
        Set<LeaseHandle> held = leased.hold(
                connection, handles(settlements.stream().map(Settlement::lease).toList()));
        Kinds kinds = new Kinds();
        List<Settled> answers = new ArrayList<>(settlements.size());
        for (Settlement settlement : settlements) {
            Optional<LeaseHandle> handle = LeaseHandle.of(settlement.lease());
            // taken out of the set: who settles one lease twice is told that it is lost
            boolean isOurs = handle.isPresent() && held.remove(handle.get());
            if (isOurs) {
                kinds.add(handle.get().id(), settlement);
            }
            answers.add(isOurs ? Settled.DONE : Settled.LOST);
        }
        return new Result(answers, carryOut(connection, kinds), kinds.mayMakeDue);
    }

    List<Settled> extend(Connection connection, List<Lease> leases, Duration lease) throws SQLException {
        Set<LeaseHandle> held = leased.hold(connection, handles(leases));
        leased.extend(connection, held.stream().map(LeaseHandle::id).sorted().toList(), lease);
        return leases.stream()
                .map(one -> LeaseHandle.of(one).filter(held::contains).isPresent() ? Settled.DONE : Settled.LOST)
                .toList();
    }

    private long carryOut(Connection connection, Kinds kinds) throws SQLException {
        order.unblockAfter(connection, kinds.leaving);
        dead.bury(connection, List.copyOf(kinds.buried.keySet()), id -> kinds.buried.getOrDefault(id, ""));
        leased.delete(connection, kinds.done);
        leased.retry(connection, kinds.retries);
        leased.release(connection, kinds.releases);
        return kinds.done.size() + (long) kinds.buried.size();
    }

    private static List<LeaseHandle> handles(List<Lease> leases) {
        return leases.stream().flatMap(lease -> LeaseHandle.of(lease).stream()).toList();
    }

    /** A batch, sorted by what is to be done. */
    private static final class Kinds {

        private final List<Long> done = new ArrayList<>();
        private final Map<Long, String> buried = new HashMap<>();
        private final Map<Long, Settlement.Retry> retries = new HashMap<>();
        private final Map<Long, Settlement.Release> releases = new HashMap<>();
        private final List<Long> leaving = new ArrayList<>();
        private boolean mayMakeDue;

        void add(long id, Settlement settlement) {
            if (settlement instanceof Settlement.Retry retry) {
                retries.put(id, retry);
                mayMakeDue |= retry.delay().isZero();
            } else if (settlement instanceof Settlement.Release release) {
                releases.put(id, release);
                mayMakeDue |= release.delay().isZero();
            } else {
                leave(id, settlement);
            }
        }

        private void leave(long id, Settlement settlement) {
            if (settlement instanceof Settlement.Bury bury) {
                buried.put(id, bury.reason());
            } else {
                done.add(id);
            }
            if (settlement.lease().message().orderingKey().isPresent()) { // then somebody may have waited for it
                leaving.add(id);
                mayMakeDue = true;
            }
        }
    }
}
