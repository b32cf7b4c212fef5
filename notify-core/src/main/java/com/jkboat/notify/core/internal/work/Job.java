package com.jkboat.notify.core.internal.work;

import com.jkboat.notify.Event;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.core.internal.publish.EventShape;
import com.jkboat.notify.core.internal.publish.WorkItem;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.queue.Lease;
import java.util.List;

/**
 * A leased message, understood.
 *
 * @param hold our hold on the message
 * @param item what it asks for
 * @param event what it carries
 * @param shape what the schema says about the event
 * @param audited the event as the audit store keeps it
 * @param endings what it does to older unsent notifications
 */
record Job(
        LeaseKeeper.Hold hold,
        WorkItem item,
        Event event,
        EventShape shape,
        AuditedEvent audited,
        List<Route.Ending> endings) {

    Lease lease() {
        return hold.lease();
    }
}
