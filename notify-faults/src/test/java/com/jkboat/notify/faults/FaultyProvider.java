package com.jkboat.notify.faults;

import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Rejected.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider with a durable log of its own, which fails as each message says and waits where the process says.
 *
 * <p>It can be asked what it took, so routes that ask settle their doubts by evidence.
 */
final class FaultyProvider implements EmailProvider {

    static final String NAME = "faulty";

    private final SendLog log;
    private final SendLog refusals;
    private final Waits waits;
    private final AtomicInteger calls = new AtomicInteger();

    FaultyProvider(SendLog log, Waits waits) {
        this.log = log;
        this.refusals = log.refusals();
        this.waits = waits;
    }

    /**
     * Where its calls wait.
     *
     * @param passes how many calls go past both gates
     * @param before the gate before a message is taken
     * @param after the gate between taking a message and the answer
     * @param answer how long every answer takes
     * @param outage while shut, every call is answered at once by a refusal, and written into a log of its own
     */
    record Waits(int passes, Gate before, Gate after, Duration answer, Gate outage) {

        /** Waits for nothing. */
        static Waits none(Path folder) {
            Gate open = new Gate(folder.resolve("open"));
            return new Waits(0, open, open, Duration.ZERO, open);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SendOutcome send(EmailMessage message) {
        if (waits.outage().isShut()) {
            refusals.append(message.notificationId());
            return new SendOutcome.Unavailable("503 out of order");
        }
        boolean waiting = calls.incrementAndGet() > waits.passes();
        if (waiting && !waits.before().pass()) {
            return new SendOutcome.Unavailable("stopped before it was taken");
        }
        SendOutcome outcome = take(
                message,
                Fault.ofWord(message.subject().substring(0, message.subject().indexOf(' '))));
        boolean answered = (!waiting || waits.after().pass()) && answersInTime();
        return answered || !log.has(message.notificationId()) ? outcome : new SendOutcome.Unknown("stopped");
    }

    private SendOutcome take(EmailMessage message, Fault fault) {
        return switch (fault) {
            case REFUSED -> new SendOutcome.Rejected(Reason.REFUSED, "no such guest");
            case DEFERRED -> SendOutcome.Deferred.of("later");
            case HALTS_IN_SEND -> throw WorkerMain.halted();
            case ANSWER_LOST -> {
                log.append(message.notificationId());
                yield new SendOutcome.Unknown("the answer was lost");
            }
            case NONE, HALTS_IN_ENRICH -> {
                log.append(message.notificationId());
                yield new SendOutcome.Accepted("");
            }
        };
    }

    private boolean answersInTime() {
        try {
            TimeUnit.MILLISECONDS.sleep(waits.answer().toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Optional<SendOutcome> lookup(UUID notificationId) {
        return Optional.of(
                log.has(notificationId) ? new SendOutcome.Accepted("") : new SendOutcome.Unavailable("not in the log"));
    }

    @Override
    public Reach reach() {
        return Reach.LOCAL;
    }

    @Override
    public void close() {
        // the log is opened for each line
    }
}
