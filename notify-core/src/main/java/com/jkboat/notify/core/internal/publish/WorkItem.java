package com.jkboat.notify.core.internal.publish;

import com.jkboat.notify.Notification.Origin;
import com.jkboat.notify.Priority;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.queue.QueueMessage;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a queue message asks a worker to do, beside the event it carries.
 *
 * <p>A message without our headers is an event, so that other programs can publish plain events to a broker.
 *
 * @param kind what to do
 * @param route for a scheduled notification or a resend, the one route that is meant
 * @param notificationId for a resend, the id of the new notification
 * @param resendOf for a resend, the notification it repeats
 */
public record WorkItem(Kind kind, Optional<String> route, Optional<UUID> notificationId, Optional<UUID> resendOf) {

    /** What a worker is asked to do. */
    public enum Kind {
        /** Work everything the event owes. */
        EVENT,
        /** Send one notification of the event whose time has come. */
        SCHEDULED,
        /** Send one notification of the event once more, as a new one. */
        RESEND,
        /** Put on record that the event clashed with another of its id. */
        CONFLICT
    }

    /** The header that tells whose the message is, by {@link Fingerprint#ofCustomer}. */
    public static final String CUSTOMER = "notify-customer";

    private static final String KIND = "notify-kind";
    private static final String ROUTE = "notify-route";
    private static final String NOTIFICATION = "notify-notification";
    private static final String RESEND_OF = "notify-resend-of";
    private static final WorkItem EVENT =
            new WorkItem(Kind.EVENT, Optional.empty(), Optional.empty(), Optional.empty());

    /** Asks to work everything the event owes. */
    public static WorkItem event() {
        return EVENT;
    }

    /** Asks to send a notification whose time has come. */
    public static WorkItem scheduled(String route) {
        return new WorkItem(Kind.SCHEDULED, Optional.of(route), Optional.empty(), Optional.empty());
    }

    /** Asks to send a notification once more, as a new one. */
    public static WorkItem resend(String route, UUID newId, UUID original) {
        return new WorkItem(Kind.RESEND, Optional.of(route), Optional.of(newId), Optional.of(original));
    }

    /** Asks to put a clash on record. */
    public static WorkItem conflict() {
        return new WorkItem(Kind.CONFLICT, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Reads what a message asks for.
     *
     * @throws NotUnderstoodException if a header of ours has a value this version never writes
     */
    public static WorkItem of(QueueMessage message) {
        Map<String, String> headers = message.headers();
        String kind = headers.getOrDefault(KIND, "event").toUpperCase(Locale.ROOT);
        try {
            return new WorkItem(
                    Kind.valueOf(kind),
                    Optional.ofNullable(headers.get(ROUTE)),
                    Optional.ofNullable(headers.get(NOTIFICATION)).map(UUID::fromString),
                    Optional.ofNullable(headers.get(RESEND_OF)).map(UUID::fromString));
        } catch (IllegalArgumentException e) {
            throw new NotUnderstoodException(e);
        }
    }

    /** A message asks for something this version does not know; a newer one may. */
    public static final class NotUnderstoodException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotUnderstoodException(IllegalArgumentException cause) {
            super("a message asks for something unknown", cause);
        }
    }

    /** Wraps the event with what is asked for, under a message id of its own. */
    public QueueMessage message(String id, AuditedEvent event) {
        Origin origin = event.origin();
        Map<String, String> headers = new HashMap<>();
        if (kind != Kind.EVENT) {
            headers.put(KIND, kind.name().toLowerCase(Locale.ROOT));
        }
        route.ifPresent(name -> headers.put(ROUTE, name));
        notificationId.ifPresent(newId -> headers.put(NOTIFICATION, newId.toString()));
        resendOf.ifPresent(original -> headers.put(RESEND_OF, original.toString()));
        origin.correlationId().ifPresent(correlation -> headers.put("correlation-id", correlation));
        origin.customer().ifPresent(customer -> headers.put(CUSTOMER, Fingerprint.ofCustomer(customer)));
        return QueueMessage.of(id, event.content(), event.fingerprint()).withHeaders(headers);
    }

    /** Completes a message by when and how soon it is wanted. */
    public static QueueMessage timed(QueueMessage message, Priority lane, Optional<Instant> notBefore) {
        QueueMessage inLane = message.withPriority(lane);
        return notBefore.map(inLane::withNotBefore).orElse(inLane);
    }
}
