package com.jkboat.notify.cli;

import com.jkboat.notify.Event;
import com.jkboat.notify.Receipt;
import com.jkboat.notify.cli.EventInput.Place;
import com.jkboat.notify.event.Fault;
import java.util.ArrayList;
import java.util.List;

/** Publishes events in batches; what cannot be published is reported with its place, and the rest goes on. */
final class EventPublishing implements EventInput.Receiver {

    private static final int BATCH = 200;

    private final Session session;
    private final Reading reading;
    private final List<Event> events = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    EventPublishing(Session session, Reading reading) {
        this.session = session;
        this.reading = reading;
    }

    @Override
    public void event(Event event, Place place) throws InterruptedException {
        events.add(event);
        places.add(place);
        if (events.size() == BATCH) {
            flush();
        }
    }

    @Override
    public void faults(Place place, List<Fault> faults) throws InterruptedException {
        session.step(() -> {
            session.tally().read.incrementAndGet();
            session.tally().refused.incrementAndGet();
            report(place, faults);
        });
    }

    @Override
    public void idle() throws InterruptedException {
        if (!events.isEmpty()) {
            flush();
        }
    }

    /** Publishes what has been read and waits for its batch to fill. */
    void flush() throws InterruptedException {
        session.step(() -> {
            List<Receipt> receipts = session.client().publishAll(events);
            for (int i = 0; i < receipts.size(); i++) {
                count(receipts.get(i), places.get(i));
            }
            events.clear();
            places.clear();
            session.progress().publishing(reading.share());
        });
    }

    private void count(Receipt receipt, Place place) {
        Tally tally = session.tally();
        tally.read.incrementAndGet();
        receipt.fold(
                accepted -> tally.published.incrementAndGet(),
                duplicate -> tally.duplicates.incrementAndGet(),
                refused -> {
                    report(place, refused.cause().faults());
                    return tally.refused.incrementAndGet();
                },
                conflict -> {
                    tell(place + ": " + conflict.cause().detail());
                    return tally.conflicts.incrementAndGet();
                });
    }

    private void report(Place place, List<Fault> faults) {
        faults.forEach(fault -> tell(place + ": " + fault));
    }

    private void tell(String fault) {
        session.progress().clear();
        session.output().talk(fault);
    }
}
