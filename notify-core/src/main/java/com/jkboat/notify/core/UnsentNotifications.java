package com.jkboat.notify.core;

import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.Page;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.audit.StatusChange;
import java.time.Instant;
import java.util.List;

/** Ends what is on record and was not sent. */
final class UnsentNotifications {

    private static final NotificationStatus[] UNSENT = {
        NotificationStatus.SCHEDULED, NotificationStatus.QUEUED, NotificationStatus.DEFERRED, NotificationStatus.HELD
    };
    private static final int PAGE = 500;

    private final AuditStore audit;

    UnsentNotifications(AuditStore audit) {
        this.audit = audit;
    }

    /**
     * What ends them.
     *
     * @param by who decided it
     * @param reason why
     * @param at when
     */
    record Decision(String by, String reason, Instant at) {}

    /**
     * Cancels those that a query means, and tells how many were; the messages about them end when they are due.
     *
     * <p>One that a worker took up since it was found goes its way, and is not counted.
     */
    long cancel(NotificationQuery whose, Decision decision) {
        NotificationQuery query = whose.in(UNSENT).withLimit(PAGE);
        Page<Notification> page = audit.search(query);
        long cancelled = cancel(page.items(), decision);
        while (page.next().isPresent()) {
            page = audit.search(query.after(page.next().get()));
            cancelled += cancel(page.items(), decision);
        }
        return cancelled;
    }

    private long cancel(List<Notification> notifications, Decision decision) {
        audit.change(notifications.stream()
                .map(one -> new StatusChange(
                        one.id(), NotificationStatus.CANCELLED, decision.by(), decision.reason(), decision.at()))
                .toList());
        return audit.statuses(notifications.stream().map(Notification::id).toList()).values().stream()
                .filter(NotificationStatus.CANCELLED::equals)
                .count();
    }
}
