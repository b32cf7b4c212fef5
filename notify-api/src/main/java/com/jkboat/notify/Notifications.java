package com.jkboat.notify;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Questions about and acts upon the notifications on record.
 *
 * <p>Safe for any number of threads; each call is one or two round trips to the audit store, and throws
 * {@link AuditUnavailableException} if it cannot be reached.
 *
 * @since 0.1
 */
public interface Notifications {

    /** Finds one notification by its id. */
    Optional<Notification> find(UUID id);

    /** Finds notifications, newest first, page by page. */
    Page<Notification> search(NotificationQuery query);

    /** Lists every try for a notification, in order. */
    List<Attempt> attempts(UUID id);

    /**
     * Tells the whole story of a subject, such as {@code booking/BK123456}.
     *
     * @return an empty story when nothing is known about it
     * @since 0.1
     */
    Story explain(String subject);

    /**
     * Sends a notification once more by hand, as a new linked record.
     *
     * <p>Renders anew from the original event with the template as it is now. The original's record stays as it was.
     *
     * @param by who asks for it; at most 200 characters
     * @param reason why; at most 500 characters
     * @return the id of the new notification
     * @throws NotFoundException if there is no such notification, or its event's content is gone
     * @throws QueueUnavailableException if the queue cannot be reached
     * @since 0.1
     */
    UUID resend(UUID id, String by, String reason);

    /**
     * Ends by hand everything about a subject, such as {@code booking/BK123456}, that was not sent.
     *
     * <p>That is what is scheduled, queued, deferred or held. What is being sent at this moment, or in doubt, is left
     * alone, and what was published a moment ago and nobody has looked at yet is not on record: call again to be sure.
     * Events that are published later owe what they owe. To let an event do this, use {@code cancels} of its route.
     *
     * @param by who asks for it; at most 200 characters
     * @param reason why; at most 500 characters
     * @return how many notifications were cancelled
     * @since 0.1
     */
    long cancel(String subject, String by, String reason);
}
