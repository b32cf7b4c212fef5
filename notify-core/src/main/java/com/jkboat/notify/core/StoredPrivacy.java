package com.jkboat.notify.core;

import com.jkboat.notify.Erasure;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.Privacy;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.core.internal.publish.Fingerprint;
import com.jkboat.notify.core.internal.publish.WorkItem;
import com.jkboat.notify.message.HeaderText;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.Removed;
import java.time.Instant;
import java.time.InstantSource;

/** Forgets customers in the queue and on record. */
final class StoredPrivacy implements Privacy {

    private static final int MAX_BY = 200;
    private static final int MAX_REASON = 500;
    private final NotificationQueue queue;
    private final AuditStore audit;
    private final InstantSource clock;

    StoredPrivacy(NotificationQueue queue, AuditStore audit, InstantSource clock) {
        this.queue = queue;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Erasure erase(String customer, String by, String reason) {
        if (customer.isBlank() || by.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("an erasure must say whom, by whom and why");
        }
        Instant now = clock.instant();
        String actor = HeaderText.clean(by, MAX_BY);
        // the record last: it is what tells which notifications are theirs
        Removed messages = queue.remove(WorkItem.CUSTOMER, Fingerprint.ofCustomer(customer));
        long cancelled = new UnsentNotifications(audit)
                .cancel(
                        NotificationQuery.all().ofCustomer(customer),
                        new UnsentNotifications.Decision(actor, HeaderText.clean(reason, MAX_REASON), now));
        return new Erasure(now, actor, messages, cancelled, audit.erase(customer));
    }
}
