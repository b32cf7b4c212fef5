package com.jkboat.notify.core.internal.work;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Event;
import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationId;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.config.SettingsReader;
import com.jkboat.notify.core.fake.Breakable;
import com.jkboat.notify.core.fake.DirectExecutor;
import com.jkboat.notify.core.fake.News;
import com.jkboat.notify.core.fake.ScriptedProvider;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.core.internal.dispatch.DeliveryGuard;
import com.jkboat.notify.core.internal.dispatch.Dispatcher;
import com.jkboat.notify.core.internal.dispatch.GateOptions;
import com.jkboat.notify.core.internal.dispatch.ProviderGate;
import com.jkboat.notify.core.internal.enrich.Enrichment;
import com.jkboat.notify.core.internal.plan.Planner;
import com.jkboat.notify.core.internal.publish.EventJson;
import com.jkboat.notify.core.internal.publish.EventShape;
import com.jkboat.notify.core.internal.publish.EventShapes;
import com.jkboat.notify.core.internal.publish.Fingerprint;
import com.jkboat.notify.core.internal.publish.Publisher;
import com.jkboat.notify.core.internal.record.Recorder;
import com.jkboat.notify.core.internal.render.Renderer;
import com.jkboat.notify.core.internal.render.Sender;
import com.jkboat.notify.core.memory.InMemoryAuditStore;
import com.jkboat.notify.core.memory.InMemoryNotificationQueue;
import com.jkboat.notify.event.ConsentCheck;
import com.jkboat.notify.event.Enricher;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.queue.DeadLetter;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.template.Rendered;
import com.jkboat.notify.template.TemplateEngine;
import com.jkboat.notify.template.TemplateId;
import com.jkboat.notify.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The whole engine over stores in memory, on one thread and by a clock that a test moves. */
final class EngineRig implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(60);

    final MutableClock clock = MutableClock.create();
    final Breakable<NotificationQueue> queue =
            Breakable.of(NotificationQueue.class, new InMemoryNotificationQueue(clock));
    final Breakable<AuditStore> audit = Breakable.of(AuditStore.class, new InMemoryAuditStore());
    final News news = new News();
    final AtomicInteger recordPauses = new AtomicInteger();
    final ScriptedProvider provider = new ScriptedProvider("one");
    final List<EmailProvider> providers = new ArrayList<>(List.of(provider));
    Duration lease = LEASE;
    final List<ConsentCheck> consents = new ArrayList<>();
    final List<Enricher> enrichers = new ArrayList<>();
    List<Route> routes = List.of(Shop.confirmation());
    Settings settings = Settings.defaults();
    GateOptions gateOptions = new GateOptions(4, 0, Duration.ofSeconds(5), Duration.ofMillis(40), 1_000);
    TemplateEngine templates = request -> new Rendered(
            TemplateId.of(request.template().name(), 1), request.locale(), "Your order", Optional.empty(), "Thanks");
    ExecutorService threads = new DirectExecutor();
    Duration drainTimeout = Duration.ofSeconds(10);
    Recorder.Pause pause = recordPauses::incrementAndGet;

    private final ExecutorService enricherThreads = Executors.newCachedThreadPool();
    private final Instant start = clock.instant();
    private WorkLoop loop;
    private Recorder recorder;
    private Publisher publisher;
    private Dispatcher dispatcher;

    WorkLoop loop() {
        if (loop == null) {
            loop = build();
        }
        return loop;
    }

    Dispatcher dispatcher() {
        loop();
        return dispatcher;
    }

    /** Lets another worker take over, one that knows nothing of what this one did. */
    void restart() {
        loop = null;
    }

    Event publish(Event event) {
        loop();
        publisher.publish(List.of(event), queue.get()::publish).get(0).orThrow();
        return event;
    }

    /** Works everything that is due, and answers how many messages that were. */
    int work() {
        int worked = 0;
        int step;
        do {
            step = workOnce();
            worked += step;
        } while (step > 0 && worked < 100);
        return worked;
    }

    int workOnce() {
        try {
            return loop().runOnce(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets time pass, then works. */
    int workAfter(Duration time) {
        clock.advance(time);
        return work();
    }

    /** Leases what is due as another worker that was killed at once would. */
    List<Lease> leaseAndDie() {
        return queue.get().receive(new ReceiveRequest(10, Duration.ZERO, LEASE, "another"));
    }

    /** Claims a notification to send it, as another worker that overrules any doubt. */
    void claimAsAnother(Event event) {
        AuditedEvent audited =
                EventShape.of(Shop.schema()).audited(event, Fingerprint.of(event), EventJson.write(event));
        Claim.Owed owed = Claim.Owed.of(
                        confirmation(event), "order-confirmation", "customer", EmailAddress.of(Shop.CUSTOMER))
                .sending(TemplateId.of("order-confirmation", 1), clock.instant().plus(LEASE))
                .overruling();
        audit.get().claim(List.of(new Claim(audited, Optional.of(owed), List.of(), clock.instant())));
    }

    static UUID confirmation(Event event) {
        return NotificationId.of(event.id(), "order-confirmation", "customer");
    }

    Notification find(Event event) {
        return audit.get().find(confirmation(event)).orElseThrow();
    }

    NotificationStatus status(Event event) {
        return find(event).status();
    }

    List<Attempt> attempts(Event event) {
        return audit.get().attempts(confirmation(event));
    }

    List<DeadLetter> deadLetters() {
        return queue.get().deadLetters().list(100, Optional.empty()).items();
    }

    long nanos() {
        return Duration.between(start, clock.instant()).toNanos();
    }

    @Override
    public void close() {
        loop().close();
        recorder.close();
        enricherThreads.shutdownNow();
    }

    private WorkLoop build() {
        EventShapes shapes = new EventShapes(List.of(Shop.schema()));
        Planner planner = new Planner(shapes, routes);
        publisher = new Publisher(shapes, planner, audit.get(), queue.get());
        recorder = new Recorder(audit.get(), queue.get(), pause);
        List<ProviderGate> gates = providers.stream()
                .map(one -> new ProviderGate(one, gateOptions, clock))
                .toList();
        dispatcher = new Dispatcher(gates, clock);
        Sender sender =
                new Sender(EmailAddress.of("shop@example.org"), Optional.empty(), Locale.ENGLISH, ZoneOffset.UTC);
        Engine engine = new Engine(
                new Engine.Stores(queue.get(), audit.get(), recorder),
                new Engine.Knowledge(shapes, planner),
                new Engine.Content(
                        new Enrichment(List.of(), enrichers, Duration.ofSeconds(5), enricherThreads),
                        new Renderer(templates, Map.of(), sender),
                        consents,
                        DeliveryGuard.from(new SettingsReader(settings, List.of()).section("notify"), providers)),
                dispatcher,
                new WorkerOptions(
                        8,
                        lease,
                        drainTimeout,
                        List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15)),
                        Duration.ofDays(7)),
                news);
        return engine.loop(clock, this::nanos, threads);
    }
}
