package com.jkboat.notify.core.internal.plan;

import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationId;
import com.jkboat.notify.Priority;
import com.jkboat.notify.core.internal.publish.EventShape;
import com.jkboat.notify.core.internal.publish.EventShapes;
import com.jkboat.notify.core.internal.publish.WorkItem;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.event.Timing.Window;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides which notifications an event owes, from the routes of all domains. */
public final class Planner {

    private final EventShapes shapes;
    private final List<Route> routes;

    /**
     * Checks the routes against each other and against the schemas.
     *
     * @throws ConfigurationException if two share a name, or one asks for an event type or a role nobody describes
     */
    public Planner(EventShapes shapes, List<Route> routes) {
        this.shapes = shapes;
        this.routes = List.copyOf(routes);
        Set<String> names = new HashSet<>();
        for (Route route : routes) {
            if (!names.add(route.name())) {
                throw new ConfigurationException("NTF-008", "two routes are called " + route.name() + "; rename one");
            }
            route.eventTypes().forEach(type -> checkRole(route, type));
        }
    }

    /** Returns the routes an event takes, in the order the domains name them. */
    public List<Route> routes(Event event) {
        return routes.stream()
                .filter(route -> route.eventTypes().contains(event.type()))
                .toList();
    }

    /** Returns the lane of an event: the most urgent of what it owes at once. */
    public Priority priority(Event event) {
        return routes(event).stream()
                .map(Route::priority)
                .min(Comparator.naturalOrder())
                .orElse(Priority.NORMAL);
    }

    /**
     * Returns what a message about an event asks to send; a role the event names no address for is owed nothing.
     *
     * @param notAfter when the message is of no use any more
     */
    public List<Planned> plan(Event event, EventShape shape, WorkItem item, Optional<Instant> notAfter) {
        return routes(event).stream()
                .filter(route -> item.route().map(route.name()::equals).orElse(true))
                .flatMap(route -> planned(event, shape, route, item).stream())
                .map(planned -> notAfter.map(planned::endingBy).orElse(planned))
                .toList();
    }

    /** Returns what the event does to older unsent notifications; nothing for a message about one notification. */
    public List<Route.Ending> endings(Event event, WorkItem item) {
        return item.kind() == WorkItem.Kind.EVENT
                ? routes(event).stream()
                        .flatMap(route -> route.endings().stream())
                        .distinct()
                        .toList()
                : List.of();
    }

    private Optional<Planned> planned(Event event, EventShape shape, Route route, WorkItem item) {
        return shape.recipient(event, route.role())
                .map(to -> new Planned(
                        item.notificationId()
                                .orElseGet(() -> NotificationId.of(event.id(), route.name(), route.role())),
                        route,
                        to,
                        DirectEmail.template(event).orElse(route.template()),
                        item.kind() == WorkItem.Kind.RESEND
                                ? Window.ANY
                                : route.timing().window(event),
                        item.resendOf()));
    }

    private void checkRole(Route route, String eventType) {
        EventShape shape = shapes.find(eventType)
                .orElseThrow(() -> new ConfigurationException(
                        "NTF-008",
                        "route " + route.name() + " names event type " + eventType + ", which no domain describes"));
        if (!shape.hasRole(route.role())) {
            throw new ConfigurationException(
                    "NTF-008",
                    "route " + route.name() + " addresses " + route.role() + ", but the schema of " + eventType
                            + " marks no field x-notify-recipient: " + route.role());
        }
    }
}
