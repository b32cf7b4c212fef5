package com.jkboat.notify.cli;

import com.jkboat.notify.Event;
import com.jkboat.notify.Receipt;
import com.jkboat.notify.cli.EventInput.Place;
import com.jkboat.notify.event.Fault;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Publishes events in batches; what cannot be published is reported with its place, and the rest goes on. */
final class EventPublishing implements EventInput.Receiver {

    private static final int BATCH = 200;

    private final Session session;
    private final Reading reading;
    private final List<Item> items = new ArrayList<>();

    /**
     * Something that was read: an event, or faults that keep it from being one.
     *
     * @param faults none where there is an event
     */
    private record Item(Place place, Optional<Event> event, List<Fault> faults) {}

    EventPublishing(Session session, Reading reading) {
        this.session = session;
        this.reading = reading;
    }

    @Override
    public void event(Event event, Place place) throws InterruptedException {
        add(new Item(place, Optional.of(event), List.of()));
    }

    @Override
    public void faults(Place place, List<Fault> faults) throws InterruptedException {
        add(new Item(place, Optional.empty(), faults));
    }

    private void add(Item item) throws InterruptedException {
        items.add(item);
        if (items.size() == BATCH) {
            flush();
        }
    }

    @Override
    public void idle() throws InterruptedException {
        if (!items.isEmpty()) {
            flush();
        }
    }

    /** Publishes what has been read and waits for its batch to fill; faults are told in the order of the lines. */
    void flush() throws InterruptedException {
        session.step(() -> {
            Iterator<Receipt> receipts = session.client()
                    .publishAll(items.stream()
                            .flatMap(item -> item.event().stream())
                            .toList())
                    .iterator();
            items.forEach(item -> count(item, receipts));
            items.clear();
            session.progress().publishing(reading.share());
        });
    }

    private void count(Item item, Iterator<Receipt> receipts) {
        session.tally().read.incrementAndGet();
        if (item.event().isPresent()) {
            count(receipts.next(), item.place());
        } else {
            session.tally().refused.incrementAndGet();
            report(item.place(), item.faults());
        }
    }

    private void count(Receipt receipt, Place place) {
        Tally tally = session.tally();
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
