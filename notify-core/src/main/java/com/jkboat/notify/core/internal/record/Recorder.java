package com.jkboat.notify.core.internal.record;

import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.ClaimResult;
import com.jkboat.notify.audit.StatusChange;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import java.util.List;

/** The three writes of a notification's way, each shared with whoever writes at the same time. */
public final class Recorder implements AutoCloseable {

    private final GroupCommit<Claim, ClaimResult> claims;
    private final GroupCommit<List<AttemptRecord>, Boolean> attempts;
    private final GroupCommit<Settlement, Settled> settlements;
    private final AuditStore audit;

    public Recorder(AuditStore audit, NotificationQueue queue) {
        this.audit = audit;
        this.claims = new GroupCommit<>("claim", audit::claim);
        this.attempts = new GroupCommit<>("record", batch -> {
            audit.record(batch.stream().flatMap(List::stream).toList());
            return batch.stream().map(records -> true).toList();
        });
        this.settlements = new GroupCommit<>("settle", queue::settle);
    }

    /** Claims a notification; durable when it returns. */
    public ClaimResult claim(Claim claim) {
        return claims.write(claim);
    }

    /** Records how attempts of one notification ended; durable when it returns. */
    public void record(List<AttemptRecord> records) {
        attempts.write(records);
    }

    /** Moves a notification without an attempt; rare, so it is written alone. */
    public void change(StatusChange change) {
        audit.change(List.of(change));
    }

    /** Gives a message back to the queue. */
    public Settled settle(Settlement settlement) {
        return settlements.write(settlement);
    }

    /** Writes what is waiting, and ends. */
    @Override
    public void close() {
        claims.close();
        attempts.close();
        settlements.close();
    }
}
