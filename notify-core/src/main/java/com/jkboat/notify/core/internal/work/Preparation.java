package com.jkboat.notify.core.internal.work;

import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.core.internal.dispatch.DeliveryGuard;
import com.jkboat.notify.core.internal.enrich.Enrichment;
import com.jkboat.notify.core.internal.plan.Planned;
import com.jkboat.notify.core.internal.publish.Addresses;
import com.jkboat.notify.core.internal.render.Renderer;
import com.jkboat.notify.event.ConsentCheck;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.template.Rendered;
import com.jkboat.notify.template.TemplateId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that happens to a notification before it is claimed: may it be sent, and with which words. */
final class Preparation {

    private final List<ConsentCheck> consents;
    private final DeliveryGuard guard;
    private final Enrichment enrichment;
    private final Renderer renderer;

    Preparation(List<ConsentCheck> consents, DeliveryGuard guard, Enrichment enrichment, Renderer renderer) {
        this.consents = List.copyOf(consents);
        this.guard = guard;
        this.enrichment = enrichment;
        this.renderer = renderer;
    }

    /** Finds out whether a notification ends, or waits, without a try to send it. */
    Optional<Stop> stop(Job job, Planned planned, Instant now) {
        if (planned.window().isPast(now)) {
            return Optional.of(new Stop(NotificationStatus.EXPIRED, "its time had passed", Optional.empty()));
        }
        if (planned.window().isAhead(now)) {
            return Optional.of(
                    new Stop(NotificationStatus.SCHEDULED, "", planned.window().notBefore()));
        }
        return invalid(planned).or(() -> objection(job, planned)).or(() -> guarded(planned));
    }

    /**
     * Makes the message.
     *
     * @throws com.jkboat.notify.NotifyException if application code or the template failed
     */
    Prepared prepare(Job job, Planned planned, Instant now) {
        Planned allowed = redirected(planned);
        Rendered words = renderer.render(allowed, job.event(), job.shape(), enrichment.enrich(job.event()));
        return new Prepared(allowed, words.template(), renderer.message(allowed, job.event(), words, now));
    }

    private Planned redirected(Planned planned) {
        EmailAddress to = guard.pass(planned.to()).orElseThrow(); // stop() held what may not pass
        return new Planned(planned.id(), planned.route(), to, planned.template(), planned.window(), planned.resendOf());
    }

    private static Optional<Stop> invalid(Planned planned) {
        return Addresses.problem(planned.to().address())
                .map(problem -> new Stop(NotificationStatus.REJECTED, problem, Optional.empty()));
    }

    private Optional<Stop> objection(Job job, Planned planned) {
        return consents.stream()
                .flatMap(check -> check.objection(job.event(), planned.route()).stream())
                .findFirst()
                .map(reason -> new Stop(NotificationStatus.SKIPPED, Tries.fit(reason), Optional.empty()));
    }

    private Optional<Stop> guarded(Planned planned) {
        return guard.pass(planned.to()).isPresent()
                ? Optional.empty()
                : Optional.of(new Stop(NotificationStatus.HELD, DeliveryGuard.HELD, Optional.empty()));
    }

    /**
     * Why a notification is not sent now.
     *
     * @param as where it stands instead
     * @param reason why
     * @param until when it is due, for one that is scheduled
     */
    record Stop(NotificationStatus as, String reason, Optional<Instant> until) {}

    /**
     * A notification ready to be claimed and sent.
     *
     * @param planned with the recipient it may go to
     * @param template what it was rendered with
     * @param message the finished message
     */
    record Prepared(Planned planned, TemplateId template, EmailMessage message) {}
}
