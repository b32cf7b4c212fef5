package com.jkboat.notify.event;

import com.jkboat.notify.Priority;
import com.jkboat.notify.template.TemplateId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A rule that says: events of these types owe this role a message made with this template.
 *
 * <p>The name of the route is the e-mail type of the audit record and goes into the notification id; renaming a route
 * would let events that are replayed be sent again.
 *
 * @since 0.1
 */
public final class Route {

    private final String name;
    private final Set<String> eventTypes;
    private final String role;
    private final TemplateId template;
    private final Priority priority;
    private final InDoubtPolicy inDoubt;
    private final Timing timing;
    private final List<Ending> endings;

    private Route(Builder builder) {
        this.name = builder.name;
        this.eventTypes = Set.copyOf(builder.eventTypes);
        this.role = builder.role;
        this.template = builder.template;
        this.priority = builder.priority;
        this.inDoubt = builder.inDoubt;
        this.timing = builder.timing;
        this.endings = List.copyOf(builder.endings);
    }

    /**
     * Starts a route; it addresses the role {@code customer} with the template of the same name unless told otherwise.
     *
     * @param name lower case words joined by dashes, such as {@code booking-confirmation}
     * @param eventTypes the events that owe it; at least one
     * @throws IllegalArgumentException if the name has another form, or no event type is given
     * @since 0.1
     */
    public static Builder builder(String name, String... eventTypes) {
        return new Builder(name, Set.of(eventTypes));
    }

    public String name() {
        return name;
    }

    public Set<String> eventTypes() {
        return eventTypes;
    }

    /** Returns whom it addresses, a role the schema names by {@code x-notify-recipient}. */
    public String role() {
        return role;
    }

    public TemplateId template() {
        return template;
    }

    public Priority priority() {
        return priority;
    }

    public InDoubtPolicy inDoubt() {
        return inDoubt;
    }

    public Timing timing() {
        return timing;
    }

    /** Returns what an event on this route does to unsent notifications of the same subject. */
    public List<Ending> endings() {
        return endings;
    }

    @Override
    public String toString() {
        return "Route[" + name + "]";
    }

    /**
     * The end an event brings to older unsent notifications of its subject on another route, or on its own.
     *
     * @param route whose notifications end
     * @param kind how they end
     * @since 0.1
     */
    public record Ending(String route, Kind kind) {

        /** How an unsent notification ends. */
        public enum Kind {
            /** Its reason went away. */
            CANCELLED,
            /** A newer one takes its place. */
            SUPERSEDED
        }

        public Ending {
            Objects.requireNonNull(route, "route");
            Objects.requireNonNull(kind, "kind");
        }
    }

    /**
     * Collects the parts of a route; not safe for use by several threads.
     *
     * @since 0.1
     */
    public static final class Builder {

        private final String name;
        private final Set<String> eventTypes;
        private final List<Ending> endings = new ArrayList<>();
        private String role = "customer";
        private TemplateId template;
        private Priority priority = Priority.NORMAL;
        private InDoubtPolicy inDoubt = InDoubtPolicy.ASK;
        private Timing timing = Timing.atOnce();

        private Builder(String name, Set<String> eventTypes) {
            if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
                throw new IllegalArgumentException("name must be lower case words joined by dashes, but was: " + name);
            }
            if (eventTypes.isEmpty()) {
                throw new IllegalArgumentException("route " + name + " must name at least one event type");
            }
            this.name = name;
            this.eventTypes = eventTypes;
            this.template = TemplateId.of(name);
        }

        /** Sets whom it addresses; {@code customer} if never called. */
        public Builder to(String recipientRole) {
            this.role = Objects.requireNonNull(recipientRole, "recipientRole");
            return this;
        }

        /** Sets the template; the one named like the route if never called. */
        public Builder template(TemplateId id) {
            this.template = Objects.requireNonNull(id, "id");
            return this;
        }

        /** Sets the lane; {@link Priority#NORMAL} if never called. */
        public Builder priority(Priority lane) {
            this.priority = Objects.requireNonNull(lane, "lane");
            return this;
        }

        /** Sets what happens in doubt; {@link InDoubtPolicy#ASK} if never called. */
        public Builder inDoubt(InDoubtPolicy policy) {
            this.inDoubt = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** Sets when it may be sent; at once if never called. */
        public Builder timing(Timing when) {
            this.timing = Objects.requireNonNull(when, "when");
            return this;
        }

        /** Lets an event on this route end unsent notifications of these routes, because their reason went away. */
        public Builder cancels(String... routes) {
            List.of(routes).forEach(route -> endings.add(new Ending(route, Ending.Kind.CANCELLED)));
            return this;
        }

        /** Lets an event on this route take the place of unsent notifications of these routes. */
        public Builder supersedes(String... routes) {
            List.of(routes).forEach(route -> endings.add(new Ending(route, Ending.Kind.SUPERSEDED)));
            return this;
        }

        /** Builds the route. */
        public Route build() {
            return new Route(this);
        }
    }
}
