package com.jkboat.notify.core;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.NotFoundException;
import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationId;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.Notifications;
import com.jkboat.notify.Page;
import com.jkboat.notify.Priority;
import com.jkboat.notify.Story;
import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.core.internal.publish.WorkItem;
import com.jkboat.notify.core.internal.work.Engine;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.HeaderText;
import com.jkboat.notify.queue.QueueMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Answers from the audit store, and resends by hand through the queue. */
final class RecordedNotifications implements Notifications {

    private static final int MAX_BY = 200;
    private static final int MAX_REASON = 500;

    private final AuditStore audit;
    private final Engine.Stores stores;
    private final InstantSource clock;

    RecordedNotifications(Engine.Stores stores, InstantSource clock) {
        this.audit = stores.audit();
        this.stores = stores;
        this.clock = clock;
    }

    @Override
    public Optional<Notification> find(UUID id) {
        return audit.find(id);
    }

    @Override
    public Page<Notification> search(NotificationQuery query) {
        return audit.search(query);
    }

    @Override
    public List<Attempt> attempts(UUID id) {
        return audit.attempts(id);
    }

    @Override
    public Story explain(String subject) {
        List<Notification> notifications = new ArrayList<>();
        NotificationQuery query = NotificationQuery.all().about(subject).withLimit(500);
        Page<Notification> page = audit.search(query);
        notifications.addAll(page.items());
        while (page.next().isPresent()) {
            page = audit.search(query.after(page.next().get()));
            notifications.addAll(page.items());
        }
        notifications.sort(Comparator.comparing(one -> one.progress().createdAt()));
        return new Story(subject, notifications, audit.timeline(subject));
    }

    @Override
    public UUID resend(UUID id, String by, String reason) {
        if (by.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("a resend must say by whom and why");
        }
        Notification original =
                audit.find(id).orElseThrow(() -> new NotFoundException("there is no notification " + id));
        AuditedEvent event = audit.event(original.origin().eventId())
                .orElseThrow(() -> new NotFoundException("the event of notification " + id + " is gone"));
        EmailAddress to = original.recipient()
                .orElseThrow(() -> new NotFoundException("the recipient of notification " + id + " is gone"));
        UUID newId = unusedId(id);
        putOnRecord(original, event, to, newId, by, reason);
        enqueue(original, event, newId);
        return newId;
    }

    @Override
    public long cancel(String subject, String by, String reason) {
        if (subject.isBlank() || by.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("a cancellation must say of what, by whom and why");
        }
        return new UnsentNotifications(audit)
                .cancel(
                        NotificationQuery.all().about(subject),
                        new UnsentNotifications.Decision(
                                HeaderText.clean(by, MAX_BY), HeaderText.clean(reason, MAX_REASON), clock.instant()));
    }

    private UUID unusedId(UUID original) {
        int n = 1;
        while (audit.find(NotificationId.ofResend(original, n)).isPresent()) {
            n++;
        }
        return NotificationId.ofResend(original, n);
    }

    /** On record first: killed before it is queued, the resend stands there as queued, for all to see. */
    private void putOnRecord(
            Notification original, AuditedEvent event, EmailAddress to, UUID newId, String by, String reason) {
        Instant now = clock.instant();
        String why = HeaderText.clean(reason, MAX_REASON);
        Claim.Owed owed = Claim.Owed.of(newId, original.route(), original.role(), to)
                .standing(NotificationStatus.QUEUED, "resend: " + why)
                .repeating(original.id());
        audit.claim(List.of(new Claim(event, Optional.of(owed), List.of(), now)));
        audit.note(
                event,
                List.of(new TimelineEntry(
                        now,
                        original.origin().eventId(),
                        Optional.of(newId),
                        "resend",
                        HeaderText.clean(by, MAX_BY),
                        why + " (repeats " + original.id() + ")")));
    }

    private void enqueue(Notification original, AuditedEvent event, UUID newId) {
        QueueMessage message = WorkItem.resend(original.route(), newId, original.id())
                .message(newId.toString(), event)
                .withPriority(Priority.HIGH);
        stores.queue().publish(List.of(message));
    }
}
