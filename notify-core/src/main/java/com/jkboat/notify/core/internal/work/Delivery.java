package com.jkboat.notify.core.internal.work;

import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.NotifyException;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.Claim.Owed;
import com.jkboat.notify.audit.ClaimResult;
import com.jkboat.notify.core.internal.dispatch.Dispatcher;
import com.jkboat.notify.core.internal.observe.FaultTrace;
import com.jkboat.notify.core.internal.plan.Planned;
import com.jkboat.notify.core.internal.record.Recorder;
import com.jkboat.notify.core.internal.work.Preparation.Prepared;
import com.jkboat.notify.core.internal.work.Preparation.Stop;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.observe.NotificationListener;
import com.jkboat.notify.observe.NotificationListener.Change;
import com.jkboat.notify.observe.NotificationListener.Repetition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one notification from the claim to its recorded outcome; the claim stands between it and a second sending. */
final class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    private static final Duration SHORT_WAIT = Duration.ofSeconds(1);
    private static final Set<NotificationStatus> STOPPED_BY_THE_CLAIM =
            Set.of(NotificationStatus.SUPPRESSED, NotificationStatus.CANCELLED, NotificationStatus.SUPERSEDED);

    private final Preparation preparation;
    private final Dispatcher dispatcher;
    private final Outcomes outcomes;
    private final Doubts doubts;
    private final Recorder recorder;
    private final NotificationListener listeners;
    private final InstantSource clock;

    Delivery(
            Preparation preparation,
            Dispatcher dispatcher,
            Outcomes outcomes,
            Doubts doubts,
            Recorder recorder,
            NotificationListener listeners,
            InstantSource clock) {
        this.preparation = preparation;
        this.dispatcher = dispatcher;
        this.outcomes = outcomes;
        this.doubts = doubts;
        this.recorder = recorder;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** Does what can be done for a notification now, and tells what that means for its message. */
    Verdict deliver(Job job, Planned planned) {
        Supplier<Verdict> next;
        try {
            next = nextStep(job, planned);
        } catch (RuntimeException | Error e) { // application code and templates; whatever they do, it is one attempt
            next = () -> failed(job, planned, e);
        }
        return next.get();
    }

    private Supplier<Verdict> nextStep(Job job, Planned planned) {
        Optional<Stop> stop = preparation.stop(job, planned, clock.instant());
        if (stop.isPresent()) {
            return () -> putOnRecord(job, planned, stop.get());
        }
        if (!dispatcher.opensIn().isZero()) {
            return () -> Verdict.release(dispatcher.opensIn());
        }
        Prepared prepared = preparation.prepare(job, planned, clock.instant());
        return () -> claimAndSend(job, prepared, UnaryOperator.identity());
    }

    /** Puts on record that a notification is given up on. */
    Verdict fail(Job job, Planned planned, String reason) {
        return putOnRecord(job, planned, new Stop(NotificationStatus.FAILED, reason, Optional.empty()));
    }

    /** Puts an event that owes nothing on record, with what it does to others. */
    void note(Job job) {
        Claim claim = new Claim(job.audited(), Optional.empty(), job.endings(), clock.instant());
        if (recorder.claim(claim) instanceof ClaimResult.Conflict) {
            listeners.repeated(job.event().id(), Repetition.CONFLICT);
        }
    }

    private Verdict claimAndSend(Job job, Prepared prepared, UnaryOperator<Owed> doubt) {
        if (!job.hold().isSafe()) {
            return Verdict.release(Duration.ZERO);
        }
        Instant claimEnds = clock.instant().plus(job.hold().remaining());
        Owed owed = doubt.apply(owed(prepared.planned())).sending(prepared.template(), claimEnds);
        ClaimResult result = claim(job, owed);
        return result.fold(
                granted -> send(job, prepared, granted.attempt()),
                standing -> answer(result, job, prepared.planned()),
                busy -> answer(result, job, prepared.planned()),
                inDoubt -> settleDoubt(job, prepared),
                conflict -> answer(result, job, prepared.planned()));
    }

    private Verdict send(Job job, Prepared prepared, int attempt) {
        Planned planned = prepared.planned();
        BooleanSupplier mayBegin =
                () -> job.hold().isSafe() && !planned.window().isPast(clock.instant());
        return outcomes.conclude(job, planned, attempt, dispatcher.send(prepared.message(), mayBegin));
    }

    private Verdict settleDoubt(Job job, Prepared prepared) {
        changed(job, prepared.planned(), NotificationStatus.IN_DOUBT, "its worker died while sending");
        return switch (doubts.settle(job, prepared.planned())) {
            case SEND_AGAIN -> claimAndSend(job, prepared, Owed::overruling);
            case DONE -> Verdict.DONE;
        };
    }

    /** Records a fault of our own as an attempt that reached no provider. */
    private Verdict failed(Job job, Planned planned, Throwable fault) {
        if (Thread.currentThread().isInterrupted()) { // the worker is being stopped, the message did nothing wrong
            return Verdict.release(Duration.ZERO);
        }
        if (!(fault instanceof NotifyException)) {
            log.error("notification {} cannot be prepared", planned.id(), FaultTrace.of(fault));
        }
        String reason = Tries.fit(FaultTrace.words(fault));
        ClaimResult result = claim(job, owed(planned).standing(NotificationStatus.QUEUED, reason));
        if (result instanceof ClaimResult.Granted granted) {
            outcomes.recordFault(job, planned, granted.attempt(), reason);
            return Verdict.retry(Duration.ZERO, reason);
        }
        if (result instanceof ClaimResult.InDoubt && doubts.settle(job, planned) == Doubts.After.SEND_AGAIN) {
            return Verdict.retry(Duration.ZERO, reason);
        }
        return answer(result, job, planned);
    }

    private Verdict putOnRecord(Job job, Planned planned, Stop stop) {
        Owed owed = owed(planned).standing(stop.as(), stop.reason());
        ClaimResult result = claimInSpiteOfDoubt(
                job, planned, stop.until().map(owed::scheduled).orElse(owed));
        if (!(result instanceof ClaimResult.Granted)) {
            return answer(result, job, planned);
        }
        changed(job, planned, stop.as(), stop.reason());
        return stop.until().map(due -> outcomes.schedule(job, planned, due)).orElse(Verdict.DONE);
    }

    /** One that must not be sent any more ends as that only when it was not sent before. */
    private ClaimResult claimInSpiteOfDoubt(Job job, Planned planned, Owed owed) {
        ClaimResult result = claim(job, owed);
        boolean certainlyNotSent = result instanceof ClaimResult.InDoubt
                && planned.route().inDoubt() == InDoubtPolicy.ASK
                && doubts.settle(job, planned) == Doubts.After.SEND_AGAIN;
        return certainlyNotSent ? claim(job, owed.overruling()) : result;
    }

    /** What every answer but a grant or a doubt means. */
    private Verdict answer(ClaimResult result, Job job, Planned planned) {
        if (result instanceof ClaimResult.Busy busy) {
            return Verdict.release(atLeastShort(Duration.between(clock.instant(), busy.until())));
        }
        if (result instanceof ClaimResult.Conflict) {
            listeners.repeated(job.event().id(), Repetition.CONFLICT);
        } else if (result instanceof ClaimResult.Standing standing) {
            return standing(job, planned, standing.status());
        }
        return Verdict.DONE;
    }

    /** It was stopped just now by its claim, or ended before. */
    private Verdict standing(Job job, Planned planned, NotificationStatus status) {
        if (!STOPPED_BY_THE_CLAIM.contains(status)) {
            return Verdict.REPEATED;
        }
        if (job.lease().deliveries() == 1) {
            changed(job, planned, status, "");
        }
        return Verdict.DONE;
    }

    private void changed(Job job, Planned planned, NotificationStatus status, String reason) {
        listeners.statusChanged(
                new Change(planned.id(), job.event().id(), planned.route().name(), status, reason));
    }

    private ClaimResult claim(Job job, Owed owed) {
        return recorder.claim(new Claim(job.audited(), Optional.of(owed), job.endings(), clock.instant()));
    }

    private static Owed owed(Planned planned) {
        Owed owed =
                Owed.of(planned.id(), planned.route().name(), planned.route().role(), planned.to());
        return planned.resendOf().map(owed::repeating).orElse(owed);
    }

    private static Duration atLeastShort(Duration wanted) {
        return wanted.compareTo(SHORT_WAIT) < 0 ? SHORT_WAIT : wanted;
    }
}
