package com.jkboat.notify.core.internal.work;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.QueueUnavailableException;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.StatusChange;
import com.jkboat.notify.core.internal.dispatch.Dispatcher;
import com.jkboat.notify.core.internal.dispatch.Dispatcher.Try;
import com.jkboat.notify.core.internal.plan.Planned;
import com.jkboat.notify.core.internal.publish.WorkItem;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.observe.NotificationListener;
import com.jkboat.notify.observe.NotificationListener.Change;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What an outcome means: for the record, for the listeners, and for the message. */
final class Outcomes {

    private static final Duration SHORT_WAIT = Duration.ofSeconds(1);

    private final Dispatcher dispatcher;
    private final Engine.Stores stores;
    private final Doubts doubts;
    private final NotificationListener listeners;
    private final InstantSource clock;

    Outcomes(
            Dispatcher dispatcher,
            Engine.Stores stores,
            Doubts doubts,
            NotificationListener listeners,
            InstantSource clock) {
        this.dispatcher = dispatcher;
        this.stores = stores;
        this.doubts = doubts;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** Records the calls made for a notification, and tells what the last of them means for its message. */
    Verdict conclude(Job job, Planned planned, int firstAttempt, List<Try> tries) {
        if (tries.isEmpty()) {
            return notTried(job, planned, firstAttempt);
        }
        List<AttemptRecord> records = Tries.records(planned.id(), firstAttempt, tries);
        stores.recorder().record(records, job.hold()::isOurs);
        records.forEach(told -> listeners.attempted(planned.id(), told.attempt()));
        AttemptRecord last = records.get(records.size() - 1);
        tell(job, planned, last.status(), last.reason().orElse(""));
        return verdict(job, planned, firstAttempt, tries);
    }

    /** Records a fault of our own. */
    void recordFault(Job job, Planned planned, int attemptNumber, String reason) {
        Instant now = clock.instant();
        Attempt attempt = new Attempt(
                attemptNumber, now, Optional.of(now), Optional.empty(), "error", Optional.empty(), Optional.of(reason));
        stores.recorder()
                .record(
                        List.of(new AttemptRecord(
                                planned.id(), attemptNumber, attempt, NotificationStatus.QUEUED, Optional.of(reason))),
                        job.hold()::isOurs);
        listeners.attempted(planned.id(), attempt);
    }

    /**
     * Queues a notification for its time, as a message of its own.
     *
     * <p>Killed before this, the event comes again and the message is stored then; its id makes it one.
     */
    Verdict schedule(Job job, Planned planned, Instant due) {
        if (job.item().kind() == WorkItem.Kind.SCHEDULED) { // it came a moment early: our clocks differ
            return Verdict.release(Duration.between(clock.instant(), due).plus(SHORT_WAIT));
        }
        QueueMessage message =
                WorkItem.scheduled(planned.route().name()).message(planned.id().toString(), job.audited());
        PublishResult result = stores.recorder()
                .schedule(WorkItem.timed(message, planned.route().priority(), Optional.of(due)));
        if (result != PublishResult.ACCEPTED && result != PublishResult.DUPLICATE) {
            throw QueueUnavailableException.outcomeUnknown(
                    "the queue did not take notification " + planned.id() + " for its time, but answered " + result,
                    new IllegalStateException("not stored"));
        }
        return Verdict.DONE;
    }

    /**
     * Frees a notification that was claimed and then not tried.
     *
     * <p>Where the message may be somebody else's by now, the word must not free what they are sending: told as an
     * attempt, it counts only while no newer claim was granted.
     */
    private Verdict notTried(Job job, Planned planned, int attemptNumber) {
        if (!job.hold().isSafe()) {
            recordFault(job, planned, attemptNumber, "not sent: the lease of its message was about to end");
            return Verdict.release(Duration.ZERO);
        }
        Instant now = clock.instant();
        boolean isLate = planned.window().isPast(now);
        String reason = isLate ? "its time passed before a provider could be asked" : "no provider could be asked";
        stores.recorder()
                .change(
                        new StatusChange(planned.id(), NotificationStatus.QUEUED, "notify", reason, now),
                        job.hold()::isOurs);
        return Verdict.release(isLate ? Duration.ZERO : untilOpen());
    }

    private Verdict verdict(Job job, Planned planned, int firstAttempt, List<Try> tries) {
        SendOutcome last = tries.get(tries.size() - 1).outcome();
        return last.fold(new SendOutcome.Cases<>(
                accepted -> Verdict.DONE,
                rejected -> Verdict.DONE,
                deferred -> Verdict.retry(deferred.retryAfter().orElse(Duration.ZERO), Tries.fit(deferred.detail())),
                throttled -> Verdict.release(untilOpen()),
                unavailable -> costsAnAttempt(planned, firstAttempt, tries)
                        ? Verdict.retry(untilOpen(), Tries.fit(unavailable.detail()))
                        : Verdict.release(untilOpen()),
                unknown -> afterNoVerdict(job, planned)));
    }

    private Verdict afterNoVerdict(Job job, Planned planned) {
        if (planned.route().inDoubt() == InDoubtPolicy.RESEND) {
            return Verdict.retry(Duration.ZERO, "no verdict came back, and the route says to send again");
        }
        return doubts.settle(job, planned) == Doubts.After.SEND_AGAIN
                ? Verdict.retry(Duration.ZERO, "the provider says it did not get the message")
                : Verdict.DONE;
    }

    /** A provider that failed this message, but took another since this one's last try there, does not want this one. */
    private boolean costsAnAttempt(Planned planned, int firstAttempt, List<Try> tries) {
        if (firstAttempt == 1 || tries.stream().anyMatch(one -> !isUnavailable(one))) {
            return false;
        }
        List<Attempt> earlier = stores.audit().attempts(planned.id()).stream()
                .filter(attempt -> attempt.number() < firstAttempt)
                .toList();
        return tries.stream().allMatch(one -> tookAnotherSince(one, earlier));
    }

    private static boolean tookAnotherSince(Try one, List<Attempt> earlier) {
        Optional<String> provider = Optional.of(one.gate().provider().name());
        Optional<Instant> lastTry = earlier.stream()
                .filter(attempt -> attempt.provider().equals(provider))
                .map(attempt -> attempt.endedAt().orElse(attempt.startedAt()))
                .max(Comparator.naturalOrder());
        return lastTry.isPresent()
                && one.gate().lastAcceptedAt().filter(lastTry.get()::isBefore).isPresent();
    }

    private static boolean isUnavailable(Try one) {
        return one.outcome() instanceof SendOutcome.Unavailable;
    }

    private void tell(Job job, Planned planned, NotificationStatus status, String reason) {
        listeners.statusChanged(
                new Change(planned.id(), job.event().id(), planned.route().name(), status, reason));
    }

    private Duration untilOpen() {
        Duration opensIn = dispatcher.opensIn();
        return opensIn.compareTo(SHORT_WAIT) < 0 ? SHORT_WAIT : opensIn;
    }
}
