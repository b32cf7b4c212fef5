package com.jkboat.notify.core;

import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.config.SecretSource;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.event.ConsentCheck;
import com.jkboat.notify.event.Enricher;
import com.jkboat.notify.event.NotificationDomain;
import com.jkboat.notify.observe.NotificationListener;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.template.TemplateEngine;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Begins here: puts a {@link NotificationClient} together from settings, domains and plugins.
 *
 * <pre>{@code
 * try (NotificationClient client = Notify.builder()
 *         .settings(Settings.load(Path.of("notify.properties")))
 *         .domain(new BookingDomain())
 *         .build()) {
 *     client.start();
 *     client.publish(Event.of("booking.created", payload));
 * }
 * }</pre>
 *
 * <p>Without settings it keeps queue and record in an SQLite file under {@code notify-data/} (with the two JDBC plugins
 * on the class path) and writes mails as files under {@code notify-data/outbox/}.
 *
 * @since 0.1
 */
public final class Notify {

    private Notify() {}

    /** Starts with every default. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Collects the parts of a client; not safe for use by several threads.
     *
     * <p>What is given here wins over what the settings would choose, and needs no plugin on the class path.
     *
     * @since 0.1
     */
    public static final class Builder {

        final List<NotificationDomain> domains = new ArrayList<>();
        final List<EmailProvider> providers = new ArrayList<>();
        final List<Enricher> enrichers = new ArrayList<>();
        final List<ConsentCheck> consents = new ArrayList<>();
        final List<NotificationListener> listeners = new ArrayList<>();
        final List<SecretSource> secrets = new ArrayList<>(List.of(SecretSource.environment(), SecretSource.files()));
        Settings settings = Settings.defaults();
        Optional<NotificationQueue> queue = Optional.empty();
        Optional<AuditStore> audit = Optional.empty();
        Optional<TemplateEngine> templates = Optional.empty();
        InstantSource clock = Clock.systemUTC();

        private Builder() {}

        /** Sets where everything not given here is chosen and tuned. */
        public Builder settings(Settings values) {
            this.settings = Objects.requireNonNull(values, "values");
            return this;
        }

        /** Adds a trade: its events, routes and templates. */
        public Builder domain(NotificationDomain domain) {
            domains.add(Objects.requireNonNull(domain, "domain"));
            return this;
        }

        /** Uses this queue; closed with the client. */
        public Builder queue(NotificationQueue instance) {
            this.queue = Optional.of(instance);
            return this;
        }

        /** Uses this audit store; closed with the client. */
        public Builder audit(AuditStore instance) {
            this.audit = Optional.of(instance);
            return this;
        }

        /** Adds a provider; those added first are tried first. Closed with the client. */
        public Builder provider(EmailProvider provider) {
            providers.add(Objects.requireNonNull(provider, "provider"));
            return this;
        }

        /** Uses this template engine; closed with the client. */
        public Builder templates(TemplateEngine engine) {
            this.templates = Optional.of(engine);
            return this;
        }

        /** Adds application data to what templates read. */
        public Builder enricher(Enricher enricher) {
            enrichers.add(Objects.requireNonNull(enricher, "enricher"));
            return this;
        }

        /** Lets the application object to a notification before it is sent. */
        public Builder consent(ConsentCheck check) {
            consents.add(Objects.requireNonNull(check, "check"));
            return this;
        }

        /** Adds somebody who is told what happens. */
        public Builder listener(NotificationListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /** Adds a place where secrets are kept, beside {@code env:} and {@code file:}. */
        public Builder secrets(SecretSource source) {
            secrets.add(Objects.requireNonNull(source, "source"));
            return this;
        }

        /** Uses this clock instead of the system's. */
        public Builder clock(InstantSource source) {
            this.clock = Objects.requireNonNull(source, "source");
            return this;
        }

        /**
         * Opens everything and checks that it fits together; starts nothing.
         *
         * @throws com.jkboat.notify.ConfigurationException if anything does not fit; every problem found is listed
         */
        public NotificationClient build() {
            return new Assembly(this).client();
        }

        /**
         * Checks everything {@link #build()} would, and tells what was found instead of failing.
         *
         * @return one line per component and per problem; what was opened is closed again
         */
        public Diagnosis diagnose() {
            return new Examination(this).run();
        }
    }
}
