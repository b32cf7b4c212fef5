package com.jkboat.notify.core;

import com.jkboat.notify.audit.AuditPlugin;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.config.PluginContext;
import com.jkboat.notify.config.SettingsReader;
import com.jkboat.notify.config.SettingsSection;
import com.jkboat.notify.config.SharedResources;
import com.jkboat.notify.core.internal.dispatch.DeliveryGuard;
import com.jkboat.notify.core.internal.dispatch.Dispatcher;
import com.jkboat.notify.core.internal.dispatch.GateOptions;
import com.jkboat.notify.core.internal.dispatch.ProviderGate;
import com.jkboat.notify.core.internal.enrich.Enrichment;
import com.jkboat.notify.core.internal.observe.Listeners;
import com.jkboat.notify.core.internal.plan.DirectEmail;
import com.jkboat.notify.core.internal.plan.Planner;
import com.jkboat.notify.core.internal.publish.EventShapes;
import com.jkboat.notify.core.internal.record.Recorder;
import com.jkboat.notify.core.internal.render.Renderer;
import com.jkboat.notify.core.internal.render.Sender;
import com.jkboat.notify.core.internal.work.Engine;
import com.jkboat.notify.core.internal.work.WorkerOptions;
import com.jkboat.notify.core.internal.work.WorkerThreads;
import com.jkboat.notify.core.template.Brand;
import com.jkboat.notify.event.EventSchema;
import com.jkboat.notify.event.NotificationDomain;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.EmailProviderPlugin;
import com.jkboat.notify.provider.Provider.Reach;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.QueuePlugin;
import com.jkboat.notify.template.TemplateEngine;
import com.jkboat.notify.template.TemplateEnginePlugin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/** Opens the parts of a client one after the other, and closes what was opened when one of them fails. */
final class Assembly {

    private final Notify.Builder parts;
    private final SettingsReader reader;
    private final SettingsSection notify;
    private final PluginContext context;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    Assembly(Notify.Builder parts) {
        this.parts = parts;
        this.reader = new SettingsReader(parts.settings, parts.secrets);
        this.notify = reader.section("notify");
        this.context = new PluginContext(
                notify, reader, Path.of(notify.text("data", "notify-data")), parts.clock, new SharedResources());
        opened.push(context.shared());
    }

    /**
     * Opens everything.
     *
     * @throws com.jkboat.notify.ConfigurationException if it does not fit together
     */
    EngineClient client() {
        try {
            return assemble();
        } catch (RuntimeException | Error e) {
            closeAll();
            throw e;
        }
    }

    private EngineClient assemble() {
        EventShapes shapes = new EventShapes(schemas());
        Planner planner = new Planner(shapes, routes());
        Sender sender = Sender.from(notify);
        WorkerOptions options = WorkerOptions.from(reader);
        Renderer renderer = new Renderer(
                opened(templates()), Brand.from(reader.section("notify.brand")).toModel(), sender);
        List<EmailProvider> providers = providers();
        Dispatcher dispatcher = new Dispatcher(gates(providers, options), parts.clock);
        DeliveryGuard guard = DeliveryGuard.from(notify, providers);
        checkSender(sender, providers);
        ExecutorService threads = WorkerThreads.create();
        opened.push(threads::shutdownNow);
        Enrichment enrichment = new Enrichment(
                parts.domains,
                parts.enrichers,
                reader.section("notify.enrich").duration("timeout", Duration.ofSeconds(5)),
                threads);
        NotificationQueue queue = opened(queue());
        AuditStore audit = opened(audit());
        finishReading();
        Listeners listeners = opened(new Listeners(parts.listeners));
        Recorder recorder = opened(new Recorder(audit, queue));
        Engine engine = new Engine(
                new Engine.Stores(queue, audit, recorder),
                new Engine.Knowledge(shapes, planner),
                new Engine.Content(enrichment, renderer, parts.consents, guard),
                dispatcher,
                options,
                listeners);
        return new EngineClient(engine, listeners, parts.clock, new EngineClient.Life(threads, opened));
    }

    /** The worker's threads end with its loop, so they are opened before and closed after everything that uses them. */
    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    private List<EventSchema> schemas() {
        return Stream.concat(
                        parts.domains.stream().flatMap(domain -> domain.schemas().stream()),
                        Stream.of(DirectEmail.schema()))
                .toList();
    }

    private List<Route> routes() {
        return Stream.concat(
                        parts.domains.stream().flatMap(domain -> domain.routes().stream()),
                        Stream.of(DirectEmail.route()))
                .toList();
    }

    private TemplateEngine templates() {
        String name = reader.section("notify.templates").text("engine", "handlebars");
        return parts.templates.orElseGet(() -> Plugins.discover(
                        TemplateEnginePlugin.class,
                        "template engine",
                        "notify.templates.engine",
                        TemplateEnginePlugin::name)
                .choose(name)
                .open(
                        context.withSection("notify.templates"),
                        parts.domains.stream()
                                .map(NotificationDomain::templates)
                                .toList()));
    }

    private List<EmailProvider> providers() {
        if (!parts.providers.isEmpty()) {
            parts.providers.forEach(this::opened);
            return parts.providers;
        }
        Plugins<EmailProviderPlugin> plugins = providerPlugins();
        List<String> chosen = notify.words("providers", List.of("eml"));
        List<EmailProvider> providers = new ArrayList<>();
        for (String name : chosen) {
            providers.add(opened(plugins.choose(name).open(context.withSection("notify.provider." + name))));
        }
        plugins.names().stream()
                .filter(name -> !chosen.contains(name))
                .forEach(name -> reader.section("notify.provider." + name).all());
        return providers;
    }

    static Plugins<EmailProviderPlugin> providerPlugins() {
        return Plugins.discover(EmailProviderPlugin.class, "provider", "notify.providers", EmailProviderPlugin::name);
    }

    static Plugins<QueuePlugin> queuePlugins() {
        return Plugins.discover(QueuePlugin.class, "queue", "notify.queue", QueuePlugin::name);
    }

    static Plugins<AuditPlugin> auditPlugins() {
        return Plugins.discover(AuditPlugin.class, "audit", "notify.audit", AuditPlugin::name);
    }

    private List<ProviderGate> gates(List<EmailProvider> providers, WorkerOptions options) {
        return providers.stream()
                .map(provider -> new ProviderGate(provider, gateOptions(provider, options), parts.clock))
                .toList();
    }

    private GateOptions gateOptions(EmailProvider provider, WorkerOptions options) {
        return GateOptions.from(reader.section("notify.provider." + provider.name()), options.longestSend());
    }

    private NotificationQueue queue() {
        String name = notify.text("queue", "jdbc");
        return parts.queue.orElseGet(() -> queuePlugins().choose(name).open(context.withSection("notify.queue")));
    }

    private AuditStore audit() {
        String name = notify.text("audit", "jdbc");
        return parts.audit.orElseGet(() -> auditPlugins().choose(name).open(context.withSection("notify.audit")));
    }

    private void checkSender(Sender sender, List<EmailProvider> providers) {
        boolean reachesPeople = providers.stream().anyMatch(provider -> provider.reach() == Reach.WORLD);
        if (reachesPeople && sender.from().equals(Sender.NOBODY)) {
            notify.report(
                    "sender", "must be set when mails leave this machine, such as JK Boat <bookings@example.com>");
        }
    }

    private void finishReading() {
        reader.reportUnknown("notify");
        reader.throwIfProblems();
    }

    private void closeAll() {
        EngineClient.closeAll(opened);
    }
}
