package com.jkboat.notify.core.internal.observe;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.observe.NotificationListener;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All listeners as one; a listener that fails disturbs neither the others nor the work. */
public final class Listeners implements NotificationListener {

    private static final Logger log = LoggerFactory.getLogger(Listeners.class);

    private final List<NotificationListener> all;

    public Listeners(List<NotificationListener> all) {
        this.all = new CopyOnWriteArrayList<>(all);
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

    private void tell(Consumer<NotificationListener> news) {
        for (NotificationListener listener : all) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) { // a listener is not ours; its faults must not become a mail's
                log.warn("listener {} failed", listener.getClass().getName(), e);
            }
        }
    }
}
