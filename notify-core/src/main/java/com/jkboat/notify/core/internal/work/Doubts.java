package com.jkboat.notify.core.internal.work;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.core.internal.dispatch.Dispatcher;
import com.jkboat.notify.core.internal.dispatch.ProviderGate;
import com.jkboat.notify.core.internal.observe.FaultTrace;
import com.jkboat.notify.core.internal.plan.Planned;
import com.jkboat.notify.observe.NotificationListener;
import com.jkboat.notify.observe.NotificationListener.Change;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settles doubts by evidence or, where there is none, by the route's policy. */
final class Doubts {

    private static final Logger log = LoggerFactory.getLogger(Doubts.class);

    private final Dispatcher dispatcher;
    private final Engine.Stores stores;
    private final NotificationListener listeners;
    private final InstantSource clock;

    Doubts(Dispatcher dispatcher, Engine.Stores stores, NotificationListener listeners, InstantSource clock) {
        this.dispatcher = dispatcher;
        this.stores = stores;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** What to do about a notification in doubt. */
    enum After {
        /** It was certainly not taken, or policy says to risk it. */
        SEND_AGAIN,
        /** It was taken, or a person has to look. */
        DONE
    }

    After settle(Job job, Planned planned) {
        return switch (planned.route().inDoubt()) {
            case RESEND -> After.SEND_AGAIN;
            case HOLD -> After.DONE;
            case ASK -> ask(job, planned);
        };
    }

    /** Every provider that may have it is asked; one that took it ends the doubt, all must deny it to send again. */
    private After ask(Job job, Planned planned) {
        List<Attempt> attempts = stores.audit().attempts(planned.id());
        boolean allDeny = true;
        for (String provider : dispatcher.providersAskedFor(attempts)) {
            Optional<SendOutcome> answer = dispatcher.gate(provider).flatMap(gate -> lookup(gate, planned.id()));
            if (answer.isPresent() && answer.get() instanceof Accepted accepted) {
                confirm(job, planned, proof(attempts, provider, accepted));
                return After.DONE;
            }
            allDeny &= answer.filter(Unavailable.class::isInstance).isPresent();
        }
        return allDeny ? After.SEND_AGAIN : After.DONE;
    }

    /** A provider that fails when it is asked cannot tell. */
    private static Optional<SendOutcome> lookup(ProviderGate gate, UUID notification) {
        try {
            return gate.provider().lookup(notification);
        } catch (RuntimeException e) {
            log.warn("provider {} cannot be asked for {}", gate.provider().name(), notification, FaultTrace.of(e));
            return Optional.empty();
        }
    }

    private Attempt proof(List<Attempt> attempts, String provider, Accepted accepted) {
        Instant now = clock.instant();
        return new Attempt(
                attempts.stream().mapToInt(Attempt::number).max().orElse(0) + 1,
                now,
                Optional.of(now),
                Optional.of(provider),
                accepted.word(),
                Optional.of(accepted.providerMessageId()).filter(id -> !id.isEmpty()),
                Optional.of("confirmed by the provider when asked"));
    }

    /** The answer is about what was tried before, and must not take the place of what another tries now. */
    private static int claimBefore(Attempt proof) {
        return Math.max(1, proof.number() - 1);
    }

    private void confirm(Job job, Planned planned, Attempt proof) {
        stores.recorder()
                .record(
                        List.of(new AttemptRecord(
                                planned.id(), claimBefore(proof), proof, NotificationStatus.SENT, Optional.empty())),
                        job.hold()::isOurs);
        listeners.statusChanged(
                new Change(planned.id(), job.event().id(), planned.route().name(), NotificationStatus.SENT, ""));
    }
}
