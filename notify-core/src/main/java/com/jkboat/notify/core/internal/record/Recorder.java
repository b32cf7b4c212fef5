package com.jkboat.notify.core.internal.record;

import com.jkboat.notify.AuditUnavailableException;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.ClaimResult;
import com.jkboat.notify.audit.StatusChange;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writes of a notification's way, each shared with whoever writes at the same time.
 *
 * <p>What is known of an attempt is told again and again while the store is away and the message is ours: given up, it
 * would become a doubt that a person has to settle.
 */
public final class Recorder implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Recorder.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private final GroupCommit<Claim, ClaimResult> claims;
    private final GroupCommit<List<AttemptRecord>, Boolean> attempts;
    private final GroupCommit<QueueMessage, PublishResult> schedules;
    private final Settlements settlements;
    private final AuditStore audit;
    private final Pause pause;

    /** How long to wait before the store is asked again. */
    @FunctionalInterface
    public interface Pause {
        void await() throws InterruptedException;
    }

    public Recorder(AuditStore audit, NotificationQueue queue) {
        this(audit, queue, () -> TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES.toMillis()));
    }

    public Recorder(AuditStore audit, NotificationQueue queue, Pause pause) {
        this.audit = audit;
        this.pause = pause;
        this.claims = new GroupCommit<>("claim", audit::claim);
        this.attempts = new GroupCommit<>("record", batch -> {
            audit.record(batch.stream().flatMap(List::stream).toList());
            return batch.stream().map(records -> true).toList();
        });
        this.schedules = new GroupCommit<>("schedule", queue::publish);
        this.settlements = new Settlements(queue);
    }

    /** Claims a notification; durable when it returns. */
    public ClaimResult claim(Claim claim) {
        return claims.write(claim);
    }

    /**
     * Records how attempts of one notification ended; durable when it returns.
     *
     * @param ours tells whether the message is still ours, so that it is worth while to try again
     */
    public void record(List<AttemptRecord> records, BooleanSupplier ours) {
        insist(() -> attempts.write(records), ours);
    }

    /** Moves a notification without an attempt; rare, so it is written alone. */
    public void change(StatusChange change, BooleanSupplier ours) {
        insist(() -> audit.change(List.of(change)), ours);
    }

    /** Queues a message for its time; durable when it returns. */
    public PublishResult schedule(QueueMessage message) {
        return schedules.write(message);
    }

    /** Returns how messages are given back to the queue. */
    public Settlements settlements() {
        return settlements;
    }

    /** Writes what is waiting, and ends. */
    @Override
    public void close() {
        claims.close();
        attempts.close();
        schedules.close();
        settlements.close();
    }

    private void insist(Runnable write, BooleanSupplier ours) {
        boolean written = false;
        while (!written) {
            try {
                write.run();
                written = true;
            } catch (AuditUnavailableException e) {
                if (!ours.getAsBoolean() || !paused()) {
                    throw e;
                }
                log.debug("what is known of an attempt is told again, {}", e.code());
            }
        }
    }

    private boolean paused() {
        try {
            pause.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
