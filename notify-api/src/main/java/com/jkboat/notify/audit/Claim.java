package com.jkboat.notify.audit;

import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.template.TemplateId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Puts an event on record and, unless it owes nothing, takes hold of one notification of it.
 *
 * @param event the event; put on record by the first claim that names it
 * @param owed the notification; empty when the event owes nothing
 * @param endings what the event does to older unsent notifications of its subject
 * @param at the time of the claim
 * @since 0.1
 */
public record Claim(AuditedEvent event, Optional<Owed> owed, List<Route.Ending> endings, Instant at) {

    public Claim {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(at, "at");
        endings = List.copyOf(endings);
    }

    /**
     * The notification to take hold of, and as what.
     *
     * @param id its deterministic id
     * @param route the e-mail type
     * @param role whom it addresses
     * @param recipient where it goes
     * @param as SENDING to send it now; SCHEDULED, QUEUED, HELD, EXPIRED, SKIPPED, SUPPRESSED, REJECTED or FAILED to
     *     put it on record as that
     * @param reason why it stands there; without personal data
     * @param template what it was rendered with; empty if it was not
     * @param until for SENDING, when the claim ends unless the outcome was recorded; for SCHEDULED, when it is due
     * @param resendOf the notification it repeats by hand
     * @param inDoubt whether an earlier doubt about it may be overruled
     * @since 0.1
     */
    public record Owed(
            UUID id,
            String route,
            String role,
            EmailAddress recipient,
            NotificationStatus as,
            Optional<String> reason,
            Optional<TemplateId> template,
            Optional<Instant> until,
            Optional<UUID> resendOf,
            Doubt inDoubt) {

        public Owed {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(recipient, "recipient");
            Objects.requireNonNull(as, "as");
            if (as == NotificationStatus.SENDING && until.isEmpty()) {
                throw new IllegalArgumentException("a claim to send must say until when it holds");
            }
        }

        /** Names a notification to be put on record as queued. */
        public static Owed of(UUID id, String route, String role, EmailAddress recipient) {
            return new Owed(
                    id,
                    route,
                    role,
                    recipient,
                    NotificationStatus.QUEUED,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Doubt.RESPECTED);
        }

        /** Asks to send it, rendered with this template; the claim ends at the time unless the outcome was recorded. */
        public Owed sending(TemplateId renderedWith, Instant claimEnds) {
            return new Owed(
                    id,
                    route,
                    role,
                    recipient,
                    NotificationStatus.SENDING,
                    Optional.empty(),
                    Optional.of(renderedWith),
                    Optional.of(claimEnds),
                    resendOf,
                    inDoubt);
        }

        /** Asks to put it on record as this, for this reason. */
        public Owed standing(NotificationStatus status, String why) {
            Optional<String> because = why.isEmpty() ? Optional.empty() : Optional.of(why);
            return new Owed(id, route, role, recipient, status, because, template, until, resendOf, inDoubt);
        }

        /** Asks to put it on record as scheduled for this time. */
        public Owed scheduled(Instant due) {
            return new Owed(
                    id,
                    route,
                    role,
                    recipient,
                    NotificationStatus.SCHEDULED,
                    reason,
                    template,
                    Optional.of(due),
                    resendOf,
                    inDoubt);
        }

        /** Says that it repeats another by hand. */
        public Owed repeating(UUID original) {
            return new Owed(id, route, role, recipient, as, reason, template, until, Optional.of(original), inDoubt);
        }

        /** Says that an earlier doubt about it is overruled. */
        public Owed overruling() {
            return new Owed(id, route, role, recipient, as, reason, template, until, resendOf, Doubt.OVERRULED);
        }

        @Override
        public String toString() {
            return "Owed[" + id + ", " + route + ", " + as.word() + "]";
        }
    }

    /** What a claim does with a notification that is in doubt. */
    public enum Doubt {
        /** Leaves it; the answer is {@link ClaimResult.InDoubt}. */
        RESPECTED,
        /** Takes it, because policy or evidence says to send again. */
        OVERRULED
    }
}
