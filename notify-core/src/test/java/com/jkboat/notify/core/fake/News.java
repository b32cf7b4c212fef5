package com.jkboat.notify.core.fake;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.observe.NotificationListener;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that keeps everything it hears. */
public final class News implements NotificationListener {

    public final List<NotificationStatus> statuses = new CopyOnWriteArrayList<>();
    public final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    public final List<Repetition> repetitions = new CopyOnWriteArrayList<>();
    public final List<Ending> endings = new CopyOnWriteArrayList<>();
    public final List<String> pauses = new CopyOnWriteArrayList<>();

    @Override
    public void statusChanged(Change change) {
        statuses.add(change.status());
    }

    @Override
    public void attempted(UUID notificationId, Attempt attempt) {
        attempts.add(attempt);
    }

    @Override
    public void repeated(UUID eventId, Repetition kind) {
        repetitions.add(kind);
    }

    @Override
    public void settled(UUID eventId, Ending ending) {
        endings.add(ending);
    }

    @Override
    public void paused(Duration forAbout) {
        pauses.add("paused");
    }

    @Override
    public void resumed() {
        pauses.add("resumed");
    }
}
