package com.jkboat.notify.core;

import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotifyException;
import com.jkboat.notify.config.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * What a look at configuration, plugins and connections has found.
 *
 * @param findings in the order they were looked at
 * @since 0.1
 */
public record Diagnosis(List<Finding> findings) {

    /**
     * One thing that was looked at.
     *
     * @param state how it is
     * @param component what it is
     * @param detail what was found, and what to do
     * @since 0.1
     */
    public record Finding(State state, String component, String detail) {}

    /** How something is. */
    public enum State {
        /** As it should be. */
        OK,
        /** It works, but somebody should know. */
        NOTE,
        /** It cannot work like this. */
        FAULT
    }

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** Tells whether nothing stands in the way. */
    public boolean isHealthy() {
        return findings.stream().noneMatch(finding -> finding.state() == State.FAULT);
    }

    static Diagnosis of(Notify.Builder builder) {
        List<Finding> findings = new ArrayList<>();
        Settings settings = builder.settings;
        findings.add(plugins("queue", settings.find("notify.queue").orElse("jdbc"), Assembly.queuePlugins()));
        findings.add(plugins("audit", settings.find("notify.audit").orElse("jdbc"), Assembly.auditPlugins()));
        findings.add(plugins("providers", settings.find("notify.providers").orElse("eml"), Assembly.providerPlugins()));
        try (NotificationClient client = builder.build()) {
            findings.add(new Finding(State.OK, "configuration", "complete; queue, audit store and templates are open"));
            findings.add(new Finding(
                    State.OK, "queue", "answers, " + client.queueStats().pending() + " pending"));
            client.notifications().search(NotificationQuery.all().withLimit(1));
            findings.add(new Finding(State.OK, "audit store", "answers"));
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> findings.add(new Finding(State.FAULT, problem.key(), problem.problem())));
            if (e.problems().isEmpty()) {
                findings.add(new Finding(State.FAULT, "configuration", String.valueOf(e.getMessage())));
            }
        } catch (NotifyException e) {
            findings.add(new Finding(State.FAULT, "connection", String.valueOf(e.getMessage())));
        }
        return new Diagnosis(findings);
    }

    private static Finding plugins(String component, String chosen, Plugins<?> plugins) {
        return new Finding(State.OK, component, "chosen " + chosen + ", found " + String.join(", ", plugins.names()));
    }
}
