package com.jkboat.notify.core.internal.work;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.audit.StatusChange;
import com.jkboat.notify.core.internal.dispatch.Dispatcher;
import com.jkboat.notify.core.internal.dispatch.Dispatcher.Try;
import com.jkboat.notify.core.internal.plan.Planned;
import com.jkboat.notify.core.internal.publish.WorkItem;
import com.jkboat.notify.core.internal.record.Recorder;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.observe.NotificationListener;
import com.jkboat.notify.observe.NotificationListener.Change;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.QueueMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an outcome means: for the record, for the listeners, and for the message. */
final class Outcomes {

    private static final Duration SHORT_WAIT = Duration.ofSeconds(1);

    private final Dispatcher dispatcher;
    private final Recorder recorder;
    private final AuditStore audit;
    private final NotificationQueue queue;
    private final NotificationListener listeners;
    private final InstantSource clock;

    Outcomes(
            Dispatcher dispatcher,
            Recorder recorder,
            AuditStore audit,
            NotificationQueue queue,
            NotificationListener listeners,
            InstantSource clock) {
        this.dispatcher = dispatcher;
        this.recorder = recorder;
        this.audit = audit;
        this.queue = queue;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** What to do about a notification in doubt. */
    enum AfterDoubt {
        /** It was certainly not taken, or policy says to risk it. */
        SEND_AGAIN,
        /** It was taken, or a person has to look. */
        DONE
    }

    /** Records the calls made for a notification, and tells what the last of them means for its message. */
    Verdict conclude(Job job, Planned planned, int firstAttempt, List<Try> tries) {
        if (tries.isEmpty()) {
            recorder.change(new StatusChange(
                    planned.id(), NotificationStatus.QUEUED, "notify", "no provider could be asked", clock.instant()));
            return Verdict.release(untilOpen());
        }
        SendOutcome last = tries.get(tries.size() - 1).outcome();
        boolean costs = costsAnAttempt(job, planned, tries);
        recorder.record(records(planned, firstAttempt, tries));
        tellTries(job, planned, firstAttempt, tries);
        return last.fold(new SendOutcome.Cases<>(
                accepted -> Verdict.DONE,
                rejected -> Verdict.DONE,
                deferred -> Verdict.retry(deferred.retryAfter().orElse(Duration.ZERO), deferred.detail()),
                throttled -> Verdict.release(untilOpen()),
                unavailable -> costs ? Verdict.retry(untilOpen(), unavailable.detail()) : Verdict.release(untilOpen()),
                unknown -> afterNoVerdict(job, planned)));
    }

    /** Settles a doubt by evidence or, where there is none, by the route's policy. */
    AfterDoubt settleDoubt(Job job, Planned planned) {
        return switch (planned.route().inDoubt()) {
            case RESEND -> AfterDoubt.SEND_AGAIN;
            case HOLD -> AfterDoubt.DONE;
            case ASK -> ask(job, planned);
        };
    }

    /** Records a fault of our own. */
    void recordFault(Planned planned, int attemptNumber, String reason) {
        Instant now = clock.instant();
        Attempt attempt = new Attempt(
                attemptNumber, now, Optional.of(now), Optional.empty(), "error", Optional.empty(), Optional.of(reason));
        recorder.record(
                List.of(new AttemptRecord(planned.id(), attempt, NotificationStatus.QUEUED, Optional.of(reason))));
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
        QueueMessage message = WorkItem.scheduled(planned.route().name())
                .message(
                        planned.id().toString(),
                        job.audited().content(),
                        job.audited().fingerprint(),
                        job.event());
        queue.publish(List.of(WorkItem.timed(message, planned.route().priority(), Optional.of(due))));
        return Verdict.DONE;
    }

    private Verdict afterNoVerdict(Job job, Planned planned) {
        if (planned.route().inDoubt() == InDoubtPolicy.RESEND) {
            return Verdict.retry(Duration.ZERO, "no verdict came back, and the route says to send again");
        }
        return settleDoubt(job, planned) == AfterDoubt.SEND_AGAIN
                ? Verdict.retry(Duration.ZERO, "the provider says it did not get the message")
                : Verdict.DONE;
    }

    /** Every provider that may have it is asked; one that took it ends the doubt, all must deny it to send again. */
    private AfterDoubt ask(Job job, Planned planned) {
        boolean allDeny = true;
        for (String provider : dispatcher.providersAskedFor(audit.attempts(planned.id()))) {
            Optional<SendOutcome> answer =
                    dispatcher.gate(provider).flatMap(gate -> gate.provider().lookup(planned.id()));
            if (answer.isPresent() && answer.get() instanceof Accepted accepted) {
                confirm(job, planned, provider, accepted);
                return AfterDoubt.DONE;
            }
            allDeny &= answer.isPresent();
        }
        return allDeny ? AfterDoubt.SEND_AGAIN : AfterDoubt.DONE;
    }

    private void confirm(Job job, Planned planned, String provider, Accepted accepted) {
        Instant now = clock.instant();
        int number = audit.attempts(planned.id()).size() + 1;
        Attempt proof = new Attempt(
                number,
                now,
                Optional.of(now),
                Optional.of(provider),
                accepted.word(),
                Optional.of(accepted.providerMessageId()),
                Optional.of("confirmed by the provider when asked"));
        recorder.record(List.of(new AttemptRecord(planned.id(), proof, NotificationStatus.SENT, Optional.empty())));
        tell(job, planned, NotificationStatus.SENT, "");
    }

    /** A provider that failed this message, but took another since this one's last try there, does not want this one. */
    private boolean costsAnAttempt(Job job, Planned planned, List<Try> tries) {
        if (job.lease().deliveries() == 1 || tries.stream().anyMatch(one -> !isUnavailable(one))) {
            return false;
        }
        List<Attempt> earlier = audit.attempts(planned.id());
        return tries.stream().allMatch(one -> tookAnotherSince(one, earlier));
    }

    private static boolean tookAnotherSince(Try one, List<Attempt> earlier) {
        Optional<Instant> accepted = one.gate().lastAcceptedAt();
        return accepted.isPresent()
                && earlier.stream()
                        .filter(attempt -> attempt.provider()
                                .equals(Optional.of(one.gate().provider().name())))
                        .anyMatch(attempt -> attempt.startedAt().isBefore(accepted.get()));
    }

    private static boolean isUnavailable(Try one) {
        return one.outcome() instanceof SendOutcome.Unavailable;
    }

    private static List<AttemptRecord> records(Planned planned, int firstAttempt, List<Try> tries) {
        List<AttemptRecord> records = new ArrayList<>();
        for (int i = 0; i < tries.size(); i++) {
            NotificationStatus status =
                    i == tries.size() - 1 ? status(tries.get(i).outcome()) : NotificationStatus.SENDING;
            Attempt attempt = attempt(firstAttempt + i, tries.get(i));
            records.add(new AttemptRecord(planned.id(), attempt, status, attempt.detail()));
        }
        return records;
    }

    private void tellTries(Job job, Planned planned, int firstAttempt, List<Try> tries) {
        for (int i = 0; i < tries.size(); i++) {
            listeners.attempted(planned.id(), attempt(firstAttempt + i, tries.get(i)));
        }
        Try last = tries.get(tries.size() - 1);
        tell(
                job,
                planned,
                status(last.outcome()),
                attempt(firstAttempt, last).detail().orElse(""));
    }

    private void tell(Job job, Planned planned, NotificationStatus status, String reason) {
        listeners.statusChanged(
                new Change(planned.id(), job.event().id(), planned.route().name(), status, reason));
    }

    private static Attempt attempt(int number, Try one) {
        Optional<String> providerMessageId = one.outcome() instanceof Accepted accepted
                ? Optional.of(accepted.providerMessageId()).filter(id -> !id.isEmpty())
                : Optional.empty();
        return new Attempt(
                number,
                one.startedAt(),
                Optional.of(one.endedAt()),
                Optional.of(one.gate().provider().name()),
                one.outcome().word(),
                providerMessageId,
                detail(one.outcome()));
    }

    private static Optional<String> detail(SendOutcome outcome) {
        return outcome.fold(new SendOutcome.Cases<>(
                accepted -> Optional.empty(),
                rejected -> Optional.of(rejected.detail()),
                deferred -> Optional.of(deferred.detail()),
                throttled -> Optional.of(throttled.detail()),
                unavailable -> Optional.of(unavailable.detail()),
                unknown -> Optional.of(unknown.detail())));
    }

    private static NotificationStatus status(SendOutcome outcome) {
        return outcome.fold(new SendOutcome.Cases<>(
                accepted -> NotificationStatus.SENT,
                rejected -> NotificationStatus.REJECTED,
                deferred -> NotificationStatus.DEFERRED,
                throttled -> NotificationStatus.QUEUED,
                unavailable -> NotificationStatus.QUEUED,
                unknown -> NotificationStatus.IN_DOUBT));
    }

    private Duration untilOpen() {
        Duration opensIn = dispatcher.opensIn();
        return opensIn.compareTo(SHORT_WAIT) < 0 ? SHORT_WAIT : opensIn;
    }
}
