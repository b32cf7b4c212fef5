package com.jkboat.notify.core.internal.publish;

import com.jkboat.notify.AuditUnavailableException;
import com.jkboat.notify.Event;
import com.jkboat.notify.EventConflictException;
import com.jkboat.notify.EventRefusedException;
import com.jkboat.notify.QueueFullException;
import com.jkboat.notify.QueueUnavailableException;
import com.jkboat.notify.Receipt;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.core.internal.plan.Planner;
import com.jkboat.notify.event.Fault;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes events: schema check, look-up of earlier ones, durable enqueue. */
public final class Publisher {

    private static final Logger log = LoggerFactory.getLogger(Publisher.class);

    private static final Receipt NOT_YET = new Receipt.Duplicate(new UUID(0, 0));

    private final EventShapes shapes;
    private final Planner planner;
    private final AuditStore audit;
    private final NotificationQueue queue;

    public Publisher(EventShapes shapes, Planner planner, AuditStore audit, NotificationQueue queue) {
        this.shapes = shapes;
        this.planner = planner;
        this.audit = audit;
        this.queue = queue;
    }

    /**
     * Publishes a batch, each event judged on its own.
     *
     * @param enqueue stores the messages that are fit, through a connection or not
     * @return one receipt per event, in the same order
     */
    public List<Receipt> publish(List<Event> events, Function<List<QueueMessage>, List<PublishResult>> enqueue) {
        Batch batch = new Batch(events.size());
        Map<UUID, String> known = knownFingerprints(events);
        for (int i = 0; i < events.size(); i++) {
            judge(i, events.get(i), known, batch);
        }
        if (!batch.messages.isEmpty()) {
            List<PublishResult> results = enqueue.apply(batch.messages);
            for (int i = 0; i < results.size(); i++) {
                batch.receipts.set(batch.places.get(i), receipt(events.get(batch.places.get(i)), results.get(i)));
            }
        }
        noteClashes(events, batch);
        return List.copyOf(batch.receipts);
    }

    private void judge(int place, Event event, Map<UUID, String> known, Batch batch) {
        byte[] content = EventJson.write(event);
        List<Fault> faults = content.length > EventJson.MAX_BYTES
                ? List.of(EventJson.tooLarge(content.length))
                : shapes.faults(event);
        if (!faults.isEmpty()) {
            batch.receipts.set(place, refused(event, faults));
            return;
        }
        String fingerprint = Fingerprint.of(event);
        String earlier = known.putIfAbsent(event.id(), fingerprint);
        if (earlier == null) {
            batch.add(place, message(event, content, fingerprint));
        } else if (earlier.equals(fingerprint)) {
            batch.receipts.set(place, new Receipt.Duplicate(event.id()));
        } else {
            batch.receipts.set(place, conflict(event));
        }
    }

    private QueueMessage message(Event event, byte[] content, String fingerprint) {
        AuditedEvent audited = shapes.audited(event, fingerprint, content);
        QueueMessage message =
                WorkItem.event().message(event.id().toString(), audited).withPriority(planner.priority(event));
        return audited.origin().subject().map(message::withOrderingKey).orElse(message);
    }

    /** Without the audit store publishing goes on: what was published before is then found by the claim. */
    private Map<UUID, String> knownFingerprints(List<Event> events) {
        try {
            return new HashMap<>(
                    audit.fingerprints(events.stream().map(Event::id).toList()));
        } catch (AuditUnavailableException e) {
            log.warn(
                    "the audit store cannot be asked for earlier events, the claim will find them: {}", e.getMessage());
            return new HashMap<>();
        }
    }

    /** Puts clashes on record by a message of their own, behind the first event, which may still be waiting. */
    private void noteClashes(List<Event> events, Batch batch) {
        List<QueueMessage> clashes = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (batch.receipts.get(i) instanceof Receipt.Conflict) {
                clashes.add(clash(events.get(i)));
            }
        }
        if (!clashes.isEmpty()) {
            putOnRecord(clashes);
        }
    }

    /** The others' receipts stand, and whoever clashed is told, whether or not it can be put on record. */
    private void putOnRecord(List<QueueMessage> clashes) {
        try {
            queue.publish(clashes);
        } catch (QueueUnavailableException | QueueFullException e) {
            log.warn("{} events clash with others of their ids; that is not on record, {}", clashes.size(), e.code());
        }
    }

    private QueueMessage clash(Event event) {
        String fingerprint = Fingerprint.of(event);
        return WorkItem.conflict()
                .message(
                        event.id() + "/" + fingerprint.substring(0, 16),
                        shapes.audited(event, fingerprint, EventJson.write(event)));
    }

    private static Receipt receipt(Event event, PublishResult result) {
        return switch (result) {
            case ACCEPTED -> new Receipt.Accepted(event.id());
            case DUPLICATE -> new Receipt.Duplicate(event.id());
            case CONFLICT -> conflict(event);
            case TOO_LARGE -> refused(event, List.of(new Fault("$", "is larger than the queue takes")));
            case UNKNOWN ->
                throw QueueUnavailableException.outcomeUnknown(
                        "the queue did not say whether it stored event " + event.id() + "; publish it again",
                        new IllegalStateException("no answer"));
        };
    }

    private static Receipt refused(Event event, List<Fault> faults) {
        return new Receipt.Refused(event.id(), new EventRefusedException(event.type(), faults));
    }

    private static Receipt conflict(Event event) {
        return new Receipt.Conflict(event.id(), new EventConflictException(event.id()));
    }

    /** What is fit to be stored, and where its receipt belongs. */
    private static final class Batch {

        private final List<QueueMessage> messages = new ArrayList<>();
        private final List<Integer> places = new ArrayList<>();
        private final List<Receipt> receipts;

        Batch(int size) {
            receipts = new ArrayList<>(Collections.nCopies(size, NOT_YET));
        }

        void add(int place, QueueMessage message) {
            messages.add(message);
            places.add(place);
        }
    }
}
