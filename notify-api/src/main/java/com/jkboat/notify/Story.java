package com.jkboat.notify;

import java.util.List;

/**
 * Everything that is on record about one subject, in the order it happened.
 *
 * @param subject such as {@code booking/BK123456}
 * @param notifications as they stand now, oldest first
 * @param timeline events, attempts, provider news and operator acts, oldest first
 * @since 0.1
 */
public record Story(String subject, List<Notification> notifications, List<TimelineEntry> timeline) {

    public Story {
        notifications = List.copyOf(notifications);
        timeline = List.copyOf(timeline);
    }

    /** Tells whether nothing at all is known about the subject. */
    public boolean isEmpty() {
        return notifications.isEmpty() && timeline.isEmpty();
    }
}
