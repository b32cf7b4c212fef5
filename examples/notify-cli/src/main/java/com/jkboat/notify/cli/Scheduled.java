package com.jkboat.notify.cli;

import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.Page;

/** Counts the notifications that wait for their time; the queue also holds those that were cancelled meanwhile. */
final class Scheduled {

    private Scheduled() {}

    static long count(NotificationClient client) {
        NotificationQuery query =
                NotificationQuery.all().in(NotificationStatus.SCHEDULED).withLimit(1000);
        Page<Notification> page = client.notifications().search(query);
        long count = page.items().size();
        while (page.next().isPresent()) {
            page = client.notifications().search(query.after(page.next().get()));
            count += page.items().size();
        }
        return count;
    }
}
