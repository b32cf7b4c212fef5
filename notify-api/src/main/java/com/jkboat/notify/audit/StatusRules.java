package com.jkboat.notify.audit;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.provider.DeliveryEvent;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Decides where a notification stands after news about it: the fold every audit store shares.
 *
 * <p>Pure functions for the makers of audit stores. Covers of {@link AuditStore}: our own word never undoes
 * what a provider certainly did, and news from providers gives the same result in any order.
 *
 * @since 0.1
 */
public final class StatusRules {

    private static final Comparator<DeliveryEvent> BY_WEIGHT = Comparator.<DeliveryEvent>comparingInt(
                    event -> rank(event.kind()))
            .thenComparing(DeliveryEvent::occurredAt)
            .thenComparing(DeliveryEvent::provider)
            .thenComparing(DeliveryEvent::providerEventId);

    private StatusRules() {}

    /** Tells whether an attempt, or what is said of it, shows that a provider took the message. */
    public static boolean accepts(AttemptRecord told) {
        return told.status().isAccepted() || isAccepted(told.attempt());
    }

    /** Tells whether an attempt ended with a provider taking the message. */
    public static boolean isAccepted(Attempt attempt) {
        return attempt.outcome().equals("accepted");
    }

    /**
     * Tells whether an attempt was made under an earlier claim than the newest: then it neither counts nor moves
     * the notification, unless it was accepted.
     *
     * @param granted the number the newest claim to send was granted with; 0 without one
     * @since 0.1
     */
    public static boolean isLate(AttemptRecord told, int granted) {
        return told.claim() < granted;
    }

    /**
     * Returns where a notification stands after an attempt was told.
     *
     * @param granted as for {@link #isLate}
     * @since 0.1
     */
    public static NotificationStatus afterAttempt(NotificationStatus now, AttemptRecord told, int granted) {
        if (accepts(told)) {
            return after(now, told.status().isAccepted() ? told.status() : NotificationStatus.SENT);
        }
        // a late word about an earlier claim must not free the notification somebody else is sending now
        return isLate(told, granted) ? now : after(now, told.status());
    }

    /**
     * Returns why a notification stands where it stands after an attempt was told.
     *
     * @param now where it stood before
     * @param why why it stood there
     * @param granted as for {@link #isLate}
     * @since 0.1
     */
    public static Optional<String> reasonAfterAttempt(
            NotificationStatus now, Optional<String> why, AttemptRecord told, int granted) {
        NotificationStatus next = afterAttempt(now, told, granted);
        if (next == told.status()) {
            return told.reason();
        }
        return next == now ? why : Optional.empty(); // the outcome itself says why it was accepted
    }

    /**
     * Returns where a notification stands after it was moved without an attempt.
     *
     * <p>One that a provider may have, since it is being sent or in doubt, cannot be cancelled: that would end the doubt
     * without evidence.
     */
    public static NotificationStatus afterChange(NotificationStatus now, NotificationStatus told) {
        boolean replayed = now == NotificationStatus.FAILED && told == NotificationStatus.QUEUED;
        boolean tooLate = told == NotificationStatus.CANCELLED
                && (now == NotificationStatus.SENDING || now == NotificationStatus.IN_DOUBT);
        return replayed ? told : tooLate ? now : after(now, told);
    }

    /** Tells whether an attempt says by its outcome where the notification stands, so that a timeline need not. */
    public static boolean tellsStatus(AttemptRecord told) {
        return switch (told.status()) {
            case SENDING, QUEUED, DEFERRED, SENT -> true;
            case REJECTED -> told.attempt().outcome().equals("rejected");
            case IN_DOUBT -> told.attempt().outcome().equals("unknown");
            default -> false;
        };
    }

    /** Finds the one of a provider's news that decides where a notification stands; empty when none does. */
    public static Optional<DeliveryEvent> strongest(Collection<DeliveryEvent> news) {
        return news.stream().filter(event -> rank(event.kind()) > 0).max(BY_WEIGHT);
    }

    /** Returns where a notification stands by such news; empty when it says nothing about that. */
    public static Optional<NotificationStatus> statusOf(DeliveryEvent.Kind kind) {
        return switch (kind) {
            // whoever opens or leaves the list has it, so a provider had it; a deferring provider tries by itself
            case ACCEPTED, DEFERRED, OPENED, CLICKED, UNSUBSCRIBED -> Optional.of(NotificationStatus.SENT);
            case REJECTED -> Optional.of(NotificationStatus.REJECTED);
            case SUPPRESSED -> Optional.of(NotificationStatus.SUPPRESSED);
            case BOUNCED_SOFT, BOUNCED_HARD -> Optional.of(NotificationStatus.BOUNCED);
            case DELIVERED -> Optional.of(NotificationStatus.DELIVERED);
            case COMPLAINED -> Optional.of(NotificationStatus.COMPLAINED);
            case OTHER -> Optional.empty();
        };
    }

    private static NotificationStatus after(NotificationStatus now, NotificationStatus told) {
        if (told.isAccepted()) {
            return now.isAccepted() && now.compareTo(told) > 0 ? now : told;
        }
        return now.isAccepted() || (now.isEnded() && !told.isEnded()) ? now : told;
    }

    private static int rank(DeliveryEvent.Kind kind) {
        return switch (kind) {
            case OTHER -> 0;
            case ACCEPTED, OPENED, CLICKED, UNSUBSCRIBED -> 1;
            case DEFERRED -> 2;
            case REJECTED -> 3;
            case SUPPRESSED -> 4;
            case BOUNCED_SOFT -> 5;
            case DELIVERED -> 6;
            case BOUNCED_HARD -> 7;
            case COMPLAINED -> 8;
        };
    }
}
