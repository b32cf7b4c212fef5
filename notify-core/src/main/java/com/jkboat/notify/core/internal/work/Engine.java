package com.jkboat.notify.core.internal.work;

import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.core.internal.dispatch.DeliveryGuard;
import com.jkboat.notify.core.internal.dispatch.Dispatcher;
import com.jkboat.notify.core.internal.enrich.Enrichment;
import com.jkboat.notify.core.internal.plan.Planner;
import com.jkboat.notify.core.internal.publish.EventShapes;
import com.jkboat.notify.core.internal.record.Recorder;
import com.jkboat.notify.core.internal.record.Settlements;
import com.jkboat.notify.core.internal.render.Renderer;
import com.jkboat.notify.event.ConsentCheck;
import com.jkboat.notify.observe.NotificationListener;
import com.jkboat.notify.queue.NotificationQueue;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;

/**
 * Puts the steps together into a loop that works the queue.
 *
 * @param stores where messages and records are kept
 * @param knowledge what is known about events
 * @param content what makes a message
 * @param dispatcher where it goes
 * @param options how the worker works
 * @param listeners who is told
 */
public record Engine(
        Stores stores,
        Knowledge knowledge,
        Content content,
        Dispatcher dispatcher,
        WorkerOptions options,
        NotificationListener listeners) {

    /** Where messages and records are kept. */
    public record Stores(NotificationQueue queue, AuditStore audit, Recorder recorder) {}

    /** What is known about events. */
    public record Knowledge(EventShapes shapes, Planner planner) {}

    /** What makes a message, and decides whether it is made. */
    public record Content(Enrichment enrichment, Renderer renderer, List<ConsentCheck> consents, DeliveryGuard guard) {}

    /**
     * Makes a loop that has not begun yet.
     *
     * @param nanoTime a clock that only goes forward
     * @param threads run the messages; ended with the loop
     */
    public WorkLoop loop(InstantSource clock, LongSupplier nanoTime, ExecutorService threads) {
        Slots slots = new Slots(options.concurrency());
        LeaseKeeper keeper = new LeaseKeeper(stores.queue(), options.lease(), clock, nanoTime);
        Settlements settlements = stores.recorder().settlements();
        Worker worker = new Worker(journey(clock), new SubjectOrder(clock), settlements, threads, slots, listeners);
        return new WorkLoop(
                new WorkLoop.Parts(stores.queue(), settlements, dispatcher, options, listeners, threads),
                keeper,
                slots,
                worker);
    }

    private Journey journey(InstantSource clock) {
        Preparation preparation =
                new Preparation(content.consents(), content.guard(), content.enrichment(), content.renderer());
        Doubts doubts = new Doubts(dispatcher, stores, listeners, clock);
        Outcomes outcomes = new Outcomes(dispatcher, stores, doubts, listeners, clock);
        Delivery delivery =
                new Delivery(preparation, dispatcher, outcomes, doubts, stores.recorder(), listeners, clock);
        return new Journey(
                knowledge.shapes(), knowledge.planner(), delivery, stores.audit(), options, listeners, clock);
    }
}
