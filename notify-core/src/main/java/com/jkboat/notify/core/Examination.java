package com.jkboat.notify.core;

import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotifyException;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.core.Diagnosis.Finding;
import com.jkboat.notify.core.Diagnosis.State;
import com.jkboat.notify.core.internal.work.Engine;
import com.jkboat.notify.provider.EmailProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at everything a client needs, and goes on after every fault, so that all are found at once. */
final class Examination {

    private final Notify.Builder builder;
    private final List<Finding> findings = new ArrayList<>();

    Examination(Notify.Builder builder) {
        this.builder = builder;
    }

    Diagnosis run() {
        Settings given = builder.settings;
        try {
            choice("queue", "notify.queue", "jdbc", builder.queue.isPresent(), Assembly.queuePlugins());
            choice("audit", "notify.audit", "jdbc", builder.audit.isPresent(), Assembly.auditPlugins());
            choice("providers", "notify.providers", "eml", !builder.providers.isEmpty(), Assembly.providerPlugins());
            open();
        } finally {
            builder.settings = given;
        }
        return new Diagnosis(findings);
    }

    /** A name that no plugin has is a fault; what follows is looked at with a plugin there is. */
    private void choice(String component, String key, String byDefault, boolean inCode, Plugins<?> plugins) {
        if (inCode) {
            add(State.OK, component, "chosen by the application");
            return;
        }
        String chosen = builder.settings.find(key).orElse(byDefault);
        List<String> missing = new ArrayList<>();
        for (String name : chosen.split(",", -1)) {
            problem(plugins, name.strip()).ifPresent(missing::add);
        }
        if (missing.isEmpty()) {
            add(State.OK, component, "chosen " + chosen + ", found " + String.join(", ", plugins.names()));
            return;
        }
        missing.forEach(problem -> add(State.FAULT, component, problem));
        plugins.names().stream()
                .filter(name -> problem(plugins, name).isEmpty())
                .findFirst()
                .ifPresent(other -> builder.settings = builder.settings.with(key, other));
    }

    private static Optional<String> problem(Plugins<?> plugins, String name) {
        try {
            plugins.choose(name);
            return Optional.empty();
        } catch (ConfigurationException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void open() {
        try (EngineClient client = new Assembly(builder).client()) {
            add(State.OK, "configuration", "complete, every setting is known");
            Engine engine = client.engine();
            check(
                    "queue",
                    () -> engine.stores().queue().description() + "; "
                            + client.queueStats().pending() + " pending");
            check("audit store", () -> {
                client.notifications().search(NotificationQuery.all().withLimit(1));
                return engine.stores().audit().description() + "; answers";
            });
            engine.dispatcher().providers().forEach(this::provider);
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> add(State.FAULT, problem.key(), problem.problem()));
            if (e.problems().isEmpty()) {
                add(State.FAULT, "configuration", String.valueOf(e.getMessage()));
            }
        } catch (NotifyException e) {
            add(State.FAULT, "connection", String.valueOf(e.getMessage()));
        }
    }

    private void check(String component, Supplier<String> question) {
        try {
            add(State.OK, component, question.get());
        } catch (NotifyException e) {
            add(State.FAULT, component, String.valueOf(e.getMessage()));
        }
    }

    private void provider(EmailProvider provider) {
        Optional<String> obstacle = provider.obstacle();
        add(
                obstacle.isEmpty() ? State.OK : State.FAULT,
                "provider " + provider.name(),
                obstacle.map(why -> why + "; until that is mended, mails wait in the queue")
                        .orElse("ready"));
    }

    private void add(State state, String component, String detail) {
        findings.add(new Finding(state, component, detail));
    }
}
