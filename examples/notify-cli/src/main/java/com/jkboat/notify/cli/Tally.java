package com.jkboat.notify.cli;

import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.observe.NotificationListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what happens during a run: events as they are published, notifications as they end. */
final class Tally implements NotificationListener {

    final AtomicLong read = new AtomicLong();
    final AtomicLong published = new AtomicLong();
    final AtomicLong duplicates = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong conflicts = new AtomicLong();
    final AtomicLong sent = new AtomicLong();
    final AtomicLong rejected = new AtomicLong();
    final AtomicLong deadLettered = new AtomicLong();
    final AtomicLong suppressed = new AtomicLong();
    final AtomicLong held = new AtomicLong();
    private final Set<UUID> inDoubt = ConcurrentHashMap.newKeySet();

    @Override
    public void statusChanged(Change change) {
        if (change.status() == NotificationStatus.IN_DOUBT) {
            inDoubt.add(change.notificationId());
            return;
        }
        inDoubt.remove(change.notificationId());
        switch (change.status()) {
            case SENT -> sent.incrementAndGet();
            case REJECTED -> rejected.incrementAndGet();
            case FAILED -> deadLettered.incrementAndGet();
            case SUPPRESSED -> suppressed.incrementAndGet();
            case HELD -> held.incrementAndGet();
            default -> {
                // on its way, or ended without a mail as its route says
            }
        }
    }

    long inDoubt() {
        return inDoubt.size();
    }

    /** Returns how many notifications have come to an end of any kind. */
    long done() {
        return sent.get() + rejected.get() + deadLettered.get() + suppressed.get() + held.get() + inDoubt();
    }

    /** Returns the exit code: whether anything needs a look; work that waits for a provider does not. */
    int exitCode() {
        boolean clean = refused.get() + conflicts.get() + rejected.get() + deadLettered.get() + inDoubt() == 0;
        return clean ? NotifyCli.WELL : NotifyCli.LOOK;
    }

    /** Returns the counts in the order of the documented JSON. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("read", read.get());
        counts.put("published", published.get());
        counts.put("duplicates", duplicates.get());
        counts.put("refused", refused.get());
        counts.put("conflicts", conflicts.get());
        counts.put("sent", sent.get());
        counts.put("rejected", rejected.get());
        counts.put("deadLettered", deadLettered.get());
        counts.put("suppressed", suppressed.get());
        counts.put("inDoubt", inDoubt());
        return counts;
    }
}
