package com.jkboat.notify.faults;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationId;
import com.jkboat.notify.event.EventSchema;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.event.NotificationDomain;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.template.ClasspathTemplateSource;
import com.jkboat.notify.template.TemplateId;
import com.jkboat.notify.template.TemplateSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A trade with one event type per policy for doubts; each event owes exactly one notification. */
final class Tickets implements NotificationDomain {

    private static final TemplateId TEMPLATE = TemplateId.of("ticket", 1);
    private static final String SCHEMA = """
            {
              "type": "object",
              "required": ["ticket", "email", "fault"],
              "properties": {
                "ticket": {"type": "string", "x-notify-subject": "ticket"},
                "email": {"type": "string", "x-notify-recipient": "customer", "x-notify-personal": true},
                "fault": {"type": "string"}
              }
            }
            """;

    /** Makes a ticket nothing goes wrong with. */
    static Event ticket(InDoubtPolicy policy) {
        return ticket(policy, Fault.NONE);
    }

    /** Makes a ticket with its own fault; another one each time. */
    static Event ticket(InDoubtPolicy policy, Fault fault) {
        UUID id = UUID.randomUUID();
        return Event.of(
                        eventType(policy),
                        Map.of("ticket", id.toString(), "email", "guest@example.org", "fault", fault.word()))
                .withId(id);
    }

    /** Returns the one notification an event owes. */
    static UUID notification(Event event) {
        return NotificationId.of(event.id(), event.type().replace('.', '-'), "customer");
    }

    /** Tells whether an event is of the type that is sent again in doubt. */
    static boolean isResent(Event event) {
        return event.type().equals(eventType(InDoubtPolicy.RESEND));
    }

    @Override
    public String name() {
        return "tickets";
    }

    @Override
    public List<EventSchema> schemas() {
        return policies()
                .map(policy -> new EventSchema(eventType(policy), SCHEMA))
                .toList();
    }

    @Override
    public List<Route> routes() {
        return policies()
                .map(policy -> Route.builder(eventType(policy).replace('.', '-'), eventType(policy))
                        .template(TemplateId.of("ticket"))
                        .inDoubt(policy)
                        .build())
                .toList();
    }

    @Override
    public TemplateSource templates() {
        return new ClasspathTemplateSource(Tickets.class, "com/jkboat/notify/faults/templates", List.of(TEMPLATE));
    }

    private static Stream<InDoubtPolicy> policies() {
        return Arrays.stream(InDoubtPolicy.values());
    }

    private static String eventType(InDoubtPolicy policy) {
        return "ticket." + policy.name().toLowerCase(Locale.ROOT);
    }
}
