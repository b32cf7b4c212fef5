package com.jkboat.notify.core.internal.publish;

import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.Event;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.event.EventSchema;
import com.jkboat.notify.event.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every event type this process knows. */
public final class EventShapes {

    private final Map<String, EventShape> byType = new TreeMap<>();

    /**
     * Compiles all schemas.
     *
     * @throws ConfigurationException if one is broken, or two describe the same event type
     */
    public EventShapes(List<EventSchema> schemas) {
        for (EventSchema schema : schemas) {
            if (byType.put(schema.eventType(), EventShape.of(schema)) != null) {
                throw new ConfigurationException(
                        "NTF-007", "two domains describe the event type " + schema.eventType() + "; remove one");
            }
        }
    }

    /** Finds the shape of a type. */
    public Optional<EventShape> find(String eventType) {
        return Optional.ofNullable(byType.get(eventType));
    }

    /** Returns an event without faults as the audit store keeps it. */
    AuditedEvent audited(Event event, String fingerprint, byte[] content) {
        return find(event.type()).orElseThrow().audited(event, fingerprint, content);
    }

    /** Finds everything that is wrong with an event, an unknown type included. */
    public List<Fault> faults(Event event) {
        return find(event.type())
                .map(shape -> shape.faults(event))
                .orElseGet(() ->
                        List.of(new Fault("$.eventType", "must be one of " + String.join(", ", byType.keySet()))));
    }
}
