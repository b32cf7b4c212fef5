package com.jkboat.notify.cli;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.Receipt;
import com.jkboat.notify.cli.EventInput.Place;
import com.jkboat.notify.event.Fault;
import java.util.ArrayList;
import java.util.List;

/** Publishes events in batches; what cannot be published is reported with its place, and the rest goes on. */
final class EventPublishing implements EventInput.Receiver {

    private static final int BATCH = 200;

    private final NotificationClient client;
    private final Tally tally;
    private final Output output;
    private final Progress progress;
    private final List<Event> events = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    EventPublishing(NotificationClient client, Tally tally, Output output, Progress progress) {
        this.client = client;
        this.tally = tally;
        this.output = output;
        this.progress = progress;
    }

    @Override
    public void event(Event event, Place place) {
        tally.read.incrementAndGet();
        events.add(event);
        places.add(place);
        if (events.size() == BATCH) {
            flush();
        }
    }

    @Override
    public void faults(Place place, List<Fault> faults) {
        tally.read.incrementAndGet();
        tally.refused.incrementAndGet();
        report(place, faults);
    }

    /** Publishes what has been read and waits for its batch to fill. */
    void flush() {
        List<Receipt> receipts = client.publishAll(events);
        for (int i = 0; i < receipts.size(); i++) {
            count(receipts.get(i), places.get(i));
        }
        events.clear();
        places.clear();
        progress.show();
    }

    private void count(Receipt receipt, Place place) {
        receipt.fold(
                accepted -> tally.published.incrementAndGet(),
                duplicate -> tally.duplicates.incrementAndGet(),
                refused -> {
                    report(place, refused.cause().faults());
                    return tally.refused.incrementAndGet();
                },
                conflict -> {
                    output.talk(place + ": " + conflict.cause().detail());
                    return tally.conflicts.incrementAndGet();
                });
    }

    private void report(Place place, List<Fault> faults) {
        progress.clear();
        faults.forEach(fault -> output.talk(place + ": " + fault));
    }
}
