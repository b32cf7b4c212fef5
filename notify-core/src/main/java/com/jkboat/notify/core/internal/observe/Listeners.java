package com.jkboat.notify.core.internal.observe;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.observe.NotificationListener;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** All listeners as one; a listener that fails or hangs disturbs neither the others nor the work. */
public final class Listeners implements NotificationListener, AutoCloseable {

    private final List<Audience> all;

    /** Starts a thread for each listener. */
    public Listeners(List<NotificationListener> all) {
        this.all = all.stream().map(Audience::new).toList();
    }

    @Override
    public void statusChanged(Change change) {
        tell(listener -> listener.statusChanged(change));
    }

    @Override
    public void attempted(UUID notificationId, Attempt attempt) {
        tell(listener -> listener.attempted(notificationId, attempt));
    }

    @Override
    public void repeated(UUID eventId, Repetition kind) {
        tell(listener -> listener.repeated(eventId, kind));
    }

    @Override
    public void settled(UUID eventId, Ending ending) {
        tell(listener -> listener.settled(eventId, ending));
    }

    @Override
    public void paused(Duration forAbout) {
        tell(listener -> listener.paused(forAbout));
    }

    @Override
    public void resumed() {
        tell(NotificationListener::resumed);
    }

    /** Waits until every listener has heard what was told before; at most this long for each. */
    public void awaitQuiet(Duration most) throws InterruptedException {
        for (Audience one : all) {
            one.awaitQuiet(most);
        }
    }

    @Override
    public void close() {
        all.forEach(Audience::close);
    }

    List<Audience> all() {
        return all;
    }

    private void tell(Consumer<NotificationListener> news) {
        all.forEach(one -> one.tell(news));
    }
}
