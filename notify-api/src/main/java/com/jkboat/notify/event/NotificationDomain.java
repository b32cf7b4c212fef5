package com.jkboat.notify.event;

import com.jkboat.notify.Event;
import com.jkboat.notify.template.TemplateSource;
import java.util.List;
import java.util.Map;

/**
 * One trade: its event schemas, the notifications they owe, and the templates for them.
 *
 * <p>The engine asks once at start-up. Implementations are immutable.
 *
 * @since 0.1
 */
public interface NotificationDomain {

    /** Names the trade, such as {@code booking}; shown in reports. */
    String name();

    /** Returns one schema per event type. */
    List<EventSchema> schemas();

    /** Returns the rules; their names are unique among all domains. */
    List<Route> routes();

    /** Returns where the templates of its routes are found. */
    TemplateSource templates();

    /**
     * Adds what every template of this domain reads beside the event: values computed from the event alone.
     *
     * <p>Must be a pure function, fast, without I/O; for look-ups write an {@link Enricher}.
     *
     * @return more top-level names for the model; they do not replace names of the payload
     * @since 0.1
     */
    default Map<String, Object> model(Event event) {
        return Map.of();
    }
}
