package com.jkboat.notify.audit;

import com.jkboat.notify.Notification.Origin;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.event.Route;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides what a claim does to a notification: the gate against sending twice, without any storage.
 *
 * <p>Pure functions for the makers of audit stores. A store reads what it knows under a lock, asks here, and writes what
 * the decision says; so every store answers alike, and the gate is tested in one place. Covers to
 * A-10 of {@link AuditStore}.
 *
 * @since 0.1
 */
public final class ClaimRules {

    /** Why a notification is in doubt whose claim ran out. */
    public static final String NEVER_TOLD = "its worker never told how it ended";

    private ClaimRules() {}

    /**
     * What a store knows of a notification when a claim on it comes.
     *
     * @param status where it stands
     * @param claimedUntil when the last claim to send it ends
     * @param attempts how many attempts are counted
     * @param provider who was asked last
     * @since 0.1
     */
    public record Known(
            NotificationStatus status, Optional<Instant> claimedUntil, int attempts, Optional<String> provider) {}

    /**
     * An end that stands in the way of a claim: a newer event's, or the suppression list's.
     *
     * @param status the end
     * @param reason why, for people; without personal data
     * @since 0.1
     */
    public record Barrier(NotificationStatus status, String reason) {

        /** Makes the barrier of an address on the suppression list. */
        public static Barrier suppressed(String why) {
            return new Barrier(NotificationStatus.SUPPRESSED, "suppressed: " + why);
        }
    }

    /**
     * The newest ending of a subject and route, as a store remembers it for claims that come later.
     *
     * @param eventId the event that brought it
     * @param eventType that event's type
     * @param occurredAt that event's own timestamp
     * @param kind how it ends others
     * @since 0.1
     */
    public record PastEnding(UUID eventId, String eventType, Instant occurredAt, Route.Ending.Kind kind) {

        /** Makes the ending an event brings. */
        public static PastEnding of(Origin by, Route.Ending.Kind kind) {
            return new PastEnding(by.eventId(), by.eventType(), by.occurredAt(), kind);
        }

        /** Returns the later of two; of two at one time the one that was there first. */
        public PastEnding orLater(PastEnding other) {
            return other.occurredAt.isAfter(occurredAt) ? other : this;
        }

        /** Tells whether it ends notifications that are on record already for the other event. */
        public boolean endsExisting(UUID otherEvent, Instant otherOccurredAt) {
            return !eventId.equals(otherEvent) && !otherOccurredAt.isAfter(occurredAt);
        }

        /** Tells whether it stands in the way of claims for the other event that come later. */
        public boolean endsFuture(UUID otherEvent, Instant otherOccurredAt) {
            return !eventId.equals(otherEvent) && otherOccurredAt.isBefore(occurredAt);
        }

        /** Returns it as what stands in the way. */
        public Barrier barrier() {
            NotificationStatus end =
                    kind == Route.Ending.Kind.CANCELLED ? NotificationStatus.CANCELLED : NotificationStatus.SUPERSEDED;
            return new Barrier(end, "by " + eventType + " " + eventId);
        }
    }

    /**
     * What to answer, and where to move the notification.
     *
     * @param answer goes back to the caller
     * @param status where it stands from now on; empty when nothing changes
     * @param reason why it stands there; without meaning when nothing changes
     * @since 0.1
     */
    public record Decision(ClaimResult answer, Optional<NotificationStatus> status, Optional<String> reason) {

        private static Decision unchanged(ClaimResult answer) {
            return new Decision(answer, Optional.empty(), Optional.empty());
        }

        private static Decision moved(ClaimResult answer, NotificationStatus status, Optional<String> reason) {
            return new Decision(answer, Optional.of(status), reason);
        }
    }

    /**
     * Decides a claim.
     *
     * @param at the time of the claim
     * @param known what is on record; empty when the notification is not
     * @param barrier the ending in its way, else the suppression in its way
     * @since 0.1
     */
    public static Decision decide(Claim.Owed owed, Instant at, Optional<Known> known, Optional<Barrier> barrier) {
        return known.map(it -> decideKnown(owed, at, it, barrier)).orElseGet(() -> take(owed, 0, barrier));
    }

    /** Tells whether endings can still reach a notification that stands there. */
    public static boolean isUnsent(NotificationStatus status) {
        return isOpen(status) || status == NotificationStatus.HELD;
    }

    private static Decision decideKnown(Claim.Owed owed, Instant at, Known known, Optional<Barrier> barrier) {
        NotificationStatus status = known.status();
        boolean overruled = status == NotificationStatus.IN_DOUBT && owed.inDoubt() == Claim.Doubt.OVERRULED;
        boolean replayed = status == NotificationStatus.FAILED; // only a replayed dead letter comes back to it
        if (isOpen(status) || replayed || overruled) {
            return take(owed, known.attempts(), barrier);
        }
        if (status == NotificationStatus.HELD && barrier.isPresent()) {
            return end(barrier.get());
        }
        if (status == NotificationStatus.SENDING) {
            return decideSending(known, at);
        }
        return Decision.unchanged(
                status == NotificationStatus.IN_DOUBT
                        ? new ClaimResult.InDoubt(known.provider())
                        : new ClaimResult.Standing(status));
    }

    private static Decision decideSending(Known known, Instant at) {
        Optional<Instant> until = known.claimedUntil().filter(at::isBefore);
        if (until.isPresent()) {
            return Decision.unchanged(new ClaimResult.Busy(until.get()));
        }
        // whoever held the claim may have sent it and died: from here on only evidence or policy moves it
        return Decision.moved(
                new ClaimResult.InDoubt(known.provider()), NotificationStatus.IN_DOUBT, Optional.of(NEVER_TOLD));
    }

    private static Decision take(Claim.Owed owed, int attempts, Optional<Barrier> barrier) {
        return barrier.map(ClaimRules::end)
                .orElseGet(() -> Decision.moved(new ClaimResult.Granted(attempts + 1), owed.as(), owed.reason()));
    }

    private static Decision end(Barrier barrier) {
        return Decision.moved(
                new ClaimResult.Standing(barrier.status()), barrier.status(), Optional.of(barrier.reason()));
    }

    private static boolean isOpen(NotificationStatus status) {
        return status == NotificationStatus.SCHEDULED
                || status == NotificationStatus.QUEUED
                || status == NotificationStatus.DEFERRED;
    }
}
