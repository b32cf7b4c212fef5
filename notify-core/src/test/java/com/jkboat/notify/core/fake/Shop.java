package com.jkboat.notify.core.fake;

import com.jkboat.notify.Event;
import com.jkboat.notify.event.EventSchema;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.event.NotificationDomain;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.template.TemplateSource;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A small trade for tests: orders that are placed, and what a customer may hear about them. */
public final class Shop {

    public static final String PLACED = "order.placed";
    public static final String CUSTOMER = "anna.svensson@example.org";

    private Shop() {}

    public static EventSchema schema() {
        return new EventSchema(PLACED, """
                {
                  "type": "object",
                  "required": ["order", "email", "name"],
                  "properties": {
                    "order": {"type": "string", "maxLength": 40, "x-notify-subject": "order"},
                    "customer": {"type": "string", "x-notify-customer": true},
                    "email": {"type": "string", "x-notify-recipient": "customer", "x-notify-personal": true},
                    "name": {"type": "string", "maxLength": 100, "x-notify-recipient-name": "customer"},
                    "seller": {"type": "string", "x-notify-recipient": "seller"},
                    "zone": {"type": "string", "x-notify-time-zone": true},
                    "amount": {"type": "number", "minimum": 0}
                  }
                }
                """);
    }

    public static Route confirmation() {
        return confirmation(InDoubtPolicy.ASK);
    }

    public static Route confirmation(InDoubtPolicy policy) {
        return Route.builder("order-confirmation", PLACED).inDoubt(policy).build();
    }

    public static Route toSeller() {
        return Route.builder("order-to-seller", PLACED).to("seller").build();
    }

    /** The trade as an application would add it. */
    public static NotificationDomain domain() {
        return new NotificationDomain() {
            @Override
            public String name() {
                return "shop";
            }

            @Override
            public List<EventSchema> schemas() {
                return List.of(schema());
            }

            @Override
            public List<Route> routes() {
                return List.of(confirmation());
            }

            @Override
            public TemplateSource templates() {
                throw new UnsupportedOperationException("tests bring an engine of their own");
            }
        };
    }

    /** Another order each time. */
    public static Event order() {
        return order(Map.of());
    }

    /** Another order each time, with these fields besides or instead. */
    public static Event order(Map<String, Object> fields) {
        UUID id = UUID.randomUUID();
        Map<String, Object> payload = new HashMap<>(
                Map.of("order", "O-" + id, "customer", "CUST789", "email", CUSTOMER, "name", "Anna Svensson"));
        payload.putAll(fields);
        return new Event(id, PLACED, Instant.parse("2026-06-01T11:00:00Z"), payload, Optional.of("corr-1"));
    }
}
