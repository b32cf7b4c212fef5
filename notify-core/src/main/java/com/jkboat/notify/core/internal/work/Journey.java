package com.jkboat.notify.core.internal.work;

import com.jkboat.notify.Event;
import com.jkboat.notify.EventRefusedException;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.audit.StatusChange;
import com.jkboat.notify.core.internal.observe.FaultTrace;
import com.jkboat.notify.core.internal.plan.Planned;
import com.jkboat.notify.core.internal.plan.Planner;
import com.jkboat.notify.core.internal.publish.EventJson;
import com.jkboat.notify.core.internal.publish.EventShape;
import com.jkboat.notify.core.internal.publish.EventShapes;
import com.jkboat.notify.core.internal.publish.WorkItem;
import com.jkboat.notify.event.Fault;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.observe.NotificationListener;
import com.jkboat.notify.observe.NotificationListener.Change;
import com.jkboat.notify.observe.NotificationListener.Repetition;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.Settlement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One message's way from the lease to how it is given back: understand, plan, deliver each, settle. */
final class Journey {

    private static final Logger log = LoggerFactory.getLogger(Journey.class);
    private static final Duration NOT_MINE = Duration.ofSeconds(30);
    private static final Duration NOBODYS = Duration.ofHours(1);
    private static final Duration SHORT_WAIT = Duration.ofSeconds(1);

    private final EventShapes shapes;
    private final Planner planner;
    private final Delivery delivery;
    private final AuditStore audit;
    private final WorkerOptions options;
    private final NotificationListener listeners;
    private final InstantSource clock;

    Journey(
            EventShapes shapes,
            Planner planner,
            Delivery delivery,
            AuditStore audit,
            WorkerOptions options,
            NotificationListener listeners,
            InstantSource clock) {
        this.shapes = shapes;
        this.planner = planner;
        this.delivery = delivery;
        this.audit = audit;
        this.options = options;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** Works a message and tells how to give it back; everything that happened is on record by then. */
    Settlement travel(LeaseKeeper.Hold hold) {
        Lease lease = hold.lease();
        Event event;
        try {
            event = EventJson.read(lease.message().body());
        } catch (EventRefusedException e) {
            return new Settlement.Bury(lease, "the message cannot be read: " + e.getMessage());
        }
        Optional<EventShape> shape = shapes.find(event.type());
        if (shape.isEmpty()) {
            return leftToOthers(lease, event, "no domain describes the event type " + event.type());
        }
        try {
            return travelWithContext(job(hold, WorkItem.of(lease.message()), event, shape.get()));
        } catch (WorkItem.NotUnderstoodException e) {
            return leftToOthers(lease, event, "what the message asks for is not understood");
        }
    }

    /** Spends an attempt on a fault nobody foresaw, so that it does not come back for ever. */
    Settlement afterFault(Lease lease, Throwable fault) {
        String reason = "fault: " + fault.getClass().getName();
        return lease.failures() < options.retryDelays().size()
                ? new Settlement.Retry(lease, options.retryDelays().get(lease.failures()), reason)
                : new Settlement.Bury(lease, reason);
    }

    private Job job(LeaseKeeper.Hold hold, WorkItem item, Event event, EventShape shape) {
        QueueMessage message = hold.lease().message();
        return new Job(
                hold,
                item,
                event,
                shape,
                shape.audited(event, message.fingerprint(), message.body()),
                planner.endings(event, item));
    }

    private Settlement travelWithContext(Job job) {
        Map<String, String> context = Map.of(
                "eventId", job.event().id().toString(),
                "correlationId", job.event().correlationId().orElse(""),
                "channel", EmailMessage.CHANNEL,
                "attempt", String.valueOf(job.lease().failures() + 1));
        context.forEach(MDC::put);
        try {
            return job.item().kind() == WorkItem.Kind.CONFLICT ? noteConflict(job) : deliverAll(job);
        } finally {
            context.keySet().forEach(MDC::remove);
        }
    }

    private Settlement deliverAll(Job job) {
        List<Planned> all;
        try {
            all = planner.plan(
                    job.event(), job.shape(), job.item(), job.lease().message().notAfter());
        } catch (RuntimeException e) {
            return cannotPlan(job, e);
        }
        if (all.isEmpty()) {
            delivery.note(job);
        }
        List<Planned> owed = stillOwed(job, all);
        return hasWaitedTooLong(job.lease())
                ? giveUp(job, owed)
                : settlement(
                        job,
                        owed,
                        owed.stream().map(one -> delivery.deliver(job, one)).toList());
    }

    private boolean hasWaitedTooLong(Lease lease) {
        return lease.waitingSince().plus(options.retention()).isBefore(clock.instant());
    }

    /** A mail so late surprises people: an operator decides, who finds it among the dead letters. */
    private Settlement giveUp(Job job, List<Planned> owed) {
        String reason = "waited longer than it may (" + options.retention() + ", notify.queue.retention)";
        Optional<Verdict> busy = owed.stream()
                .map(one -> delivery.fail(job, one, reason))
                .filter(verdict -> verdict.kind() == Verdict.Kind.RELEASE)
                .findFirst();
        if (busy.isPresent()) {
            return new Settlement.Release(job.lease(), busy.get().delay());
        }
        boolean isUnsent = statuses(owed).values().stream().anyMatch(Journey::mayMove);
        return isUnsent ? new Settlement.Bury(job.lease(), reason) : new Settlement.Acknowledge(job.lease());
    }

    /** Who publishes to a broker directly can send what our publish would have refused. */
    private Settlement cannotPlan(Job job, RuntimeException fault) {
        List<Fault> faults = job.shape().faults(job.event());
        if (faults.isEmpty()) {
            log.error("event {} cannot be planned", job.event().id(), FaultTrace.of(fault));
            return afterFault(job.lease(), fault);
        }
        return new Settlement.Bury(
                job.lease(), new EventRefusedException(job.event().type(), faults).detail());
    }

    /** What was ended in an earlier delivery need not be prepared again; the claim would refuse it anyway. */
    private List<Planned> stillOwed(Job job, List<Planned> all) {
        if (job.lease().deliveries() == 1) {
            return all;
        }
        Map<UUID, NotificationStatus> standing = statuses(all);
        return all.stream()
                .filter(planned -> mayMove(standing.getOrDefault(planned.id(), NotificationStatus.QUEUED)))
                .toList();
    }

    private Map<UUID, NotificationStatus> statuses(List<Planned> notifications) {
        return audit.statuses(notifications.stream().map(Planned::id).toList());
    }

    private static boolean mayMove(NotificationStatus status) {
        return !status.isEnded() || status == NotificationStatus.FAILED;
    }

    private Settlement settlement(Job job, List<Planned> owed, List<Verdict> verdicts) {
        Verdict worst = verdicts.stream().reduce(Verdict::orWorse).orElse(Verdict.DONE);
        if (worst.kind() == Verdict.Kind.RETRY && isExhausted(job)) {
            // one that was not even tried must not be given up on with the rest
            worst = verdicts.stream()
                    .filter(verdict -> verdict.kind() == Verdict.Kind.RELEASE)
                    .findFirst()
                    .orElse(worst);
        }
        return switch (worst.kind()) {
            case REPEATED -> repeated(job);
            case DONE -> new Settlement.Acknowledge(job.lease());
            case RELEASE -> new Settlement.Release(job.lease(), worst.delay());
            case RETRY -> retry(job, owed, worst);
        };
    }

    /** Handed out for the first time and done before: the event was published twice. */
    private Settlement repeated(Job job) {
        if (job.lease().deliveries() == 1) {
            listeners.repeated(job.event().id(), Repetition.DUPLICATE);
        }
        return new Settlement.Acknowledge(job.lease());
    }

    private Settlement retry(Job job, List<Planned> owed, Verdict worst) {
        if (!isExhausted(job)) {
            Duration delay = options.retryDelays().get(job.lease().failures());
            return new Settlement.Retry(
                    job.lease(), delay.compareTo(worst.delay()) < 0 ? worst.delay() : delay, worst.reason());
        }
        fail(job, owed, worst.reason());
        return new Settlement.Bury(job.lease(), worst.reason());
    }

    private boolean isExhausted(Job job) {
        return job.lease().failures() >= options.retryDelays().size();
    }

    private void fail(Job job, List<Planned> owed, String reason) {
        List<Planned> unsent = stillUnsent(owed);
        audit.change(unsent.stream()
                .map(planned ->
                        new StatusChange(planned.id(), NotificationStatus.FAILED, "notify", reason, clock.instant()))
                .toList());
        unsent.forEach(planned -> listeners.statusChanged(
                new Change(planned.id(), job.event().id(), planned.route().name(), NotificationStatus.FAILED, reason)));
        log.warn(
                "event {} is given up on after {} retries",
                job.event().id(),
                options.retryDelays().size());
    }

    private List<Planned> stillUnsent(List<Planned> owed) {
        Map<UUID, NotificationStatus> standing = statuses(owed);
        return owed.stream()
                .filter(planned -> List.of(NotificationStatus.QUEUED, NotificationStatus.DEFERRED)
                        .contains(standing.get(planned.id())))
                .toList();
    }

    /** A clash is put on record once the first event is; before that it would be taken for the first itself. */
    private Settlement noteConflict(Job job) {
        if (audit.fingerprints(List.of(job.event().id())).isEmpty()) {
            return new Settlement.Release(job.lease(), SHORT_WAIT);
        }
        audit.note(job.audited(), List.of());
        listeners.repeated(job.event().id(), Repetition.CONFLICT);
        return new Settlement.Acknowledge(job.lease());
    }

    /** During a rolling upgrade another worker may know it; after an hour nobody does. */
    private Settlement leftToOthers(Lease lease, Event event, String reason) {
        if (lease.waitingSince().plus(NOBODYS).isAfter(clock.instant())) {
            log.debug("event {} is left to other workers: {}", event.id(), reason);
            return new Settlement.Release(lease, NOT_MINE);
        }
        return new Settlement.Bury(lease, reason);
    }
}
